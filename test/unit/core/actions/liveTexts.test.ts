import assert from 'node:assert/strict';
import { abortReason } from '../../../../src/core/actions/abortReason';
import { entryName } from '../../../../src/core/actions/actionNames';
import { confirmText } from '../../../../src/core/actions/actionTexts';
import { changesText } from '../../../../src/core/actions/changesText';
import { earlierRetriesText } from '../../../../src/core/actions/earlierRetries';
import { aJob, anAction, manyJobs } from '../../../support/builders/builders';

describe('the texts of live actions', () => {
  it('say why an action is simulated, or where a live one goes', () => {
    const plan = { eligible: [aJob()], refused: [] };
    assert.match(
      confirmText('retry', 'live', plan, 'Connection: x').detail,
      /^Live: .*\nConnection: x/,
    );
    assert.doesNotMatch(
      confirmText('markBroken', 'live', plan, 'Connection: x').detail,
      /Connection/,
    );
  });

  it('mark live actions in the history, but not on buttons', () => {
    const name = (facts: Parameters<typeof anAction>[0]) => entryName(anAction(facts));
    assert.equal(name({ action: 'retry', mode: 'live' }), 'Retry (Live)');
    assert.equal(name({ action: 'abort', mode: 'live' }), 'Abort (Live)');
    assert.equal(name({ action: 'retry', mode: 'simulated' }), 'Retry (Simulated)');
    assert.equal(name({ action: 'markBroken', mode: 'live' }), 'Mark as Broken');
    assert.equal(confirmText('retry', 'live', { eligible: [aJob()], refused: [] }).button, 'Retry');
  });

  it('tell AWS Batch who aborts and why, on one line within its limit', () => {
    assert.equal(abortReason('ada', undefined), 'Aborted with Batch Monitor by ada.');
    assert.equal(
      abortReason('ada', 'wrong\ninput'),
      'Aborted with Batch Monitor by ada: wrong input',
    );
    assert(abortReason('a'.repeat(3_000), 'n'.repeat(3_000)).length <= 1_024);
  });

  it('list what a retry changes, without the values of variables', () => {
    assert.equal(changesText({}), '');
    assert.equal(
      changesText({ memoryMiB: 8192, attempts: 3, environment: { TOKEN: 'secret', MODE: 'x' } }),
      'Changes:\n• Memory (MiB): 8192\n• Attempts: 3\n• Environment variables: TOKEN, MODE',
    );
  });

  it('warn of earlier live retries of the same jobs', () => {
    const jobs = manyJobs(3);
    const live = { mode: 'live', action: 'retry' } as const;
    const history = [
      anAction({ ...live, jobId: 'job-0', outcome: 'unknown' }),
      anAction({ ...live, jobId: 'job-1', outcome: 'done' }),
      anAction({ ...live, jobId: 'job-1', outcome: 'done' }),
      anAction({ ...live, jobId: 'job-2', outcome: 'failed' }),
      anAction({ ...live, jobId: 'other', outcome: 'unknown' }),
      anAction({ mode: 'simulated', jobId: 'job-2', outcome: 'done' }),
    ];
    assert.equal(
      earlierRetriesText(jobs, history),
      '⚠ 1 of these jobs may have been retried already. Look before you repeat.\n' +
        '1 of these jobs has been retried before.',
    );
    assert.equal(earlierRetriesText(jobs, []), '');
    assert.match(earlierRetriesText(jobs.slice(0, 1), history), /^⚠ This job may have been/);
  });
});
