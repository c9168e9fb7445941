import assert from 'node:assert/strict';
import { UserError } from '../../../src/core/errors';
import { statusBarContent } from '../../../src/ui/statusBarContent';
import { aFeedState as state } from '../../support/builders';

const error = new UserError('network', 'Cannot be reached.', 'Check the network.');

describe('statusBarContent', () => {
  it('says nothing before anything was asked for', () => {
    assert.equal(statusBarContent(state({ load: { phase: 'idle' } }), 60_000, 0, 0), undefined);
  });

  it('turns while it loads for the first time', () => {
    const content = statusBarContent(
      state({ load: { phase: 'loading', loaded: 0 }, updatedAt: undefined }),
      60_000,
      0,
      0,
    );
    assert.equal(content?.text, '$(sync~spin) Batch');
  });

  it('counts failures on an error background', () => {
    const content = statusBarContent(state({}), 60_000, 3, 10);
    assert.equal(content?.text, '$(error) 3 failed');
    assert.equal(content.isError, true);
    assert.match(
      content.tooltip,
      /^3 of 10 jobs failed\nTable Jobs, eu-west-1\nUpdated at .+, every 1 min\n6 read units, 60 this session, about 8,640 \(<\$0\.01\) a day$/,
    );
  });

  it('is calm when all is well', () => {
    const content = statusBarContent(state({}), 60_000, 0, 10);
    assert.equal(content?.text, '$(pass) 0 failed');
    assert.equal(content.isError, false);
  });

  it('keeps the count and marks it as old when a refresh failed', () => {
    const content = statusBarContent(state({ load: { phase: 'failed', error } }), 60_000, 2, 10);
    assert.equal(content?.text, '$(error) 2 failed (old)');
    assert.match(content.tooltip, /Cannot be reached\.\nCheck the network\./);
  });

  it('shows a warning, with the remedy, when nothing could be read at all', () => {
    const content = statusBarContent(
      state({ load: { phase: 'failed', error }, updatedAt: undefined }),
      60_000,
      0,
      0,
    );
    assert.equal(content?.text, '$(warning) Batch');
    assert.equal(content.isError, false);
    assert.match(content.tooltip, /Check the network\./);
  });

  it('says that nothing is refreshed when that is so', () => {
    const { tooltip } = statusBarContent(state({}), 0, 0, 10) ?? assert.fail();
    assert.match(tooltip, /\nUpdated at [^\n]+[^y]\n6 read units, 60 this session\n/);
    assert.match(tooltip, /\nAutomatic refresh is off\.$/);
  });

  it('gives the day, too, for a tooltip that is left standing past midnight', () => {
    const { tooltip } = statusBarContent(state({}), 5_000, 0, 10) ?? assert.fail();
    assert.match(tooltip, /Updated at [^\n]*1970/);
  });

  it('says that the index lacks jobs', () => {
    const shape = { index: 'partial', sizeBytes: 0 } as const;
    const { tooltip } = statusBarContent(state({ shape }), 5_000, 0, 10) ?? assert.fail();
    assert.match(tooltip, /index “changes” lacks some jobs/);
  });

  describe('while signed out', () => {
    const load = {
      phase: 'failed',
      error: new UserError('credentials.expired', 'Your session has expired.', 'Sign in again.'),
    } as const;

    it('asks to sign in when there are no jobs', () => {
      const content = statusBarContent(state({ load, updatedAt: undefined }), 5_000, 0, 0);
      assert.equal(content?.text, '$(key) Batch: sign in');
      assert.equal(
        content.tooltip,
        'Your session has expired.\nSign in again.\nAutomatic refresh waits until you have signed in.',
      );
      assert.equal(content.isError, false);
    });

    it('keeps the count of failures, marked as old, with the reason', () => {
      const content = statusBarContent(state({ load }), 5_000, 2, 10);
      assert.equal(content?.text, '$(error) 2 failed (old)');
      assert.match(content.tooltip, /\n\nYour session has expired\.\n.*\nAutomatic refresh waits/);
      assert.equal(statusBarContent(state({ load }), 5_000, 0, 10)?.text, '$(key) 0 failed (old)');
    });

    it('promises nothing when automatic refresh is off anyway', () => {
      const { tooltip } = statusBarContent(state({ load }), 0, 2, 10) ?? assert.fail();
      assert.doesNotMatch(tooltip, /waits/);
    });
  });
});
