import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/diagnostics/errors';
import { outcomeOf, readsAll, type FeedPhase } from '../../../../src/data/feed/feedState';
import { aFeedState } from '../../../support/builders/builders';

describe('readsAll', () => {
  it('is true for a first read, and for a later complete read', () => {
    assert.equal(readsAll(aFeedState({ load: { phase: 'loading', loaded: 0 } })), true);
    const load = { phase: 'refreshing', loaded: 10 } as const;
    assert.equal(readsAll(aFeedState({ load, reading: 'scan' })), true);
    assert.equal(readsAll(aFeedState({ load, reading: 'changes' })), false);
    assert.equal(readsAll(aFeedState({ load })), false, 'it is not known yet');
    assert.equal(readsAll(aFeedState()), false);
  });
});

describe('The outcome of a refresh, for the poller', () => {
  const failed = (code: string): FeedPhase => ({
    phase: 'failed',
    error: new UserError(code, 'It failed.', 'Try again.'),
  });

  for (const [load, outcome] of [
    [failed('network'), 'failed'],
    [failed('throttled'), 'throttled'],
    [failed('credentials.expired'), 'halt'],
    [failed('restricted'), 'halt'],
    // It was cancelled.
    [{ phase: 'ready' }, 'failed'],
  ] as const) {
    it(`is “${outcome}” after ${load.phase === 'failed' ? load.error.code : load.phase}`, () => {
      assert.equal(outcomeOf(load, false), outcome);
      assert.equal(outcomeOf(load, true), 'ok');
    });
  }
});
