import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/diagnostics/errors';
import type { FeedPhase } from '../../../../src/data/feed/feedState';
import { viewPhase, type ViewDetails } from '../../../../src/ui/jobsView/viewPhase';

const failed = (code: string): FeedPhase => ({
  phase: 'failed',
  error: new UserError(code, 'It failed.', 'Mend it.'),
});

const phase = (load: FeedPhase, facts: Partial<ViewDetails> = {}, malformed = 0): string =>
  viewPhase({
    feed: { load, malformed },
    total: 0,
    matching: 0,
    isNew: false,
    isFiltering: false,
    isUpToDate: true,
    previous: undefined,
    ...facts,
  });

describe('the state of an empty view', () => {
  const ready: FeedPhase = { phase: 'ready' };

  it('is loading, until there are jobs', () => {
    assert.equal(phase({ phase: 'idle' }), 'idle');
    assert.equal(phase({ phase: 'loading', loaded: 0 }), 'loading');
    assert.equal(phase({ phase: 'refreshing', loaded: 0 }), 'loading');
    assert.equal(phase(ready), 'empty');
    assert.equal(phase(ready, {}, 3), 'unreadable');
    assert.equal(phase(failed('table.missing')), 'failed');
  });

  it('is setup for a new user, also while the default table is tried, until it can be read', () => {
    const isNew = true;
    assert.equal(phase({ phase: 'idle' }, { isNew }), 'unconfigured');
    assert.equal(phase({ phase: 'loading', loaded: 0 }, { isNew }), 'unconfigured');
    assert.equal(phase(failed('table.missing'), { isNew }), 'unconfigured');
    assert.equal(phase(failed('credentials.none'), { isNew }), 'unconfigured');
    assert.equal(phase(ready, { isNew }), 'empty');
    assert.equal(phase(ready, { isNew, total: 5 }), 'ready');
  });

  it('is filtered when the filter hides all jobs', () => {
    const facts = { total: 5, isFiltering: true };
    assert.equal(phase(ready, facts), 'filtered');
    assert.equal(phase(failed('network'), facts), 'filtered');
    assert.equal(phase(ready, { ...facts, matching: 1 }), 'ready');
    assert.equal(phase(ready, { total: 5 }), 'ready');
  });

  it('does not flicker while the tree still has to process changes', () => {
    const facts = { total: 5, isFiltering: true, isUpToDate: false };
    assert.equal(phase(ready, facts), 'ready');
    assert.equal(phase(ready, { ...facts, previous: 'ready' }), 'ready');
    assert.equal(phase(ready, { ...facts, previous: 'filtered' }), 'filtered');
  });
});
