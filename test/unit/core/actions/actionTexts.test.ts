import assert from 'node:assert/strict';
import { actionName, outcomeName } from '../../../../src/core/actions/actionNames';
import type { ActionPlan, Refusal } from '../../../../src/core/actions/actionPlan';
import {
  confirmText,
  countsText,
  nobodyText,
  planDocument,
  shortName,
} from '../../../../src/core/actions/actionTexts';
import type { ActionOutcome } from '../../../../src/core/actions/actionLog';
import type { JobAction } from '../../../../src/core/actions/jobActions';
import { aJob } from '../../../support/builders/builders';

const jobs = (count: number, status = 'FAILED') =>
  Array.from({ length: count }, (_, index) =>
    aJob({ jobId: `id-${index}`, jobName: `job-${index}`, status }),
  );

const refusals = (count: number, reason = 'It has ended.'): Refusal[] =>
  Array.from({ length: count }, (_, index) => ({
    jobId: `no-${index}`,
    jobName: `no-${index}`,
    reason,
  }));

const planOf = (
  eligible: ActionPlan['eligible'],
  refused: readonly Refusal[] = [],
): ActionPlan => ({ eligible, refused });

const messageOf = (action: JobAction, mode: 'simulated' | 'live', count: number): string =>
  confirmText(action, mode, planOf(jobs(count))).message;

const detailOf = (action: JobAction, plan: ActionPlan, mode: 'simulated' | 'live' = 'live') =>
  confirmText(action, mode, plan).detail.split('\n');

describe('the confirmation of an action', () => {
  for (const [action, mode, one, two, button] of [
    [
      'retry',
      'simulated',
      'Retry job-0 (Simulated)?',
      'Retry 2 jobs (Simulated)?',
      'Retry (Simulated)',
    ],
    ['retry', 'live', 'Retry job-0?', 'Retry 2 jobs?', 'Retry'],
    [
      'abort',
      'simulated',
      'Abort job-0 (Simulated)?',
      'Abort 2 jobs (Simulated)?',
      'Abort (Simulated)',
    ],
    ['abort', 'live', 'Abort job-0?', 'Abort 2 jobs?', 'Abort'],
    [
      'markBroken',
      'simulated',
      'Mark job-0 as broken?',
      'Mark 2 jobs as broken?',
      'Mark as Broken',
    ],
    [
      'unmarkBroken',
      'live',
      'Remove the broken mark from job-0?',
      'Remove the broken mark from 2 jobs?',
      'Remove Broken Mark',
    ],
  ] as const) {
    it(`names one job and counts several, for ${action} ${mode}`, () => {
      assert.equal(messageOf(action, mode, 1), one);
      assert.equal(messageOf(action, mode, 2), two);
      assert.equal(actionName(action, mode), button);
      assert.equal(confirmText(action, mode, planOf(jobs(1))).button, button);
    });
  }

  it('states where the request goes, and nothing unnecessary', () => {
    const one = planOf(jobs(1));
    assert.deepEqual(detailOf('retry', one), ['Live: AWS Batch runs the job again, as a new job.']);
    assert.deepEqual(detailOf('abort', one, 'simulated'), [
      'Simulated: nothing is sent to AWS, and no job changes.',
    ]);
    assert.deepEqual(detailOf('markBroken', one), [
      'The mark is stored on this computer. Nothing is sent to AWS.',
    ]);
  });

  it('names the first three of many jobs', () => {
    assert.deepEqual(detailOf('abort', planOf(jobs(2))).slice(1), ['job-0, job-1']);
    assert.deepEqual(detailOf('abort', planOf(jobs(3))).slice(1), ['job-0, job-1, job-2']);
    assert.deepEqual(detailOf('abort', planOf(jobs(1_203))).slice(1), [
      'job-0, job-1, job-2 and 1,200 more',
    ]);
  });

  it('warns only that a retry runs succeeded jobs again', () => {
    const one = planOf(jobs(1, 'SUCCEEDED'));
    const two = planOf(jobs(2, 'SUCCEEDED'));
    assert.deepEqual(detailOf('retry', one).slice(1), [
      'This job has SUCCEEDED. Retrying runs it again.',
    ]);
    assert.deepEqual(detailOf('retry', two).slice(2), [
      '2 of these jobs have SUCCEEDED. Retrying runs them again.',
    ]);
    const mixed = planOf([...jobs(1, 'SUCCEEDED'), ...jobs(1)]);
    assert.deepEqual(detailOf('retry', mixed).slice(2), [
      '1 of these jobs has SUCCEEDED. Retrying runs it again.',
    ]);
    assert.deepEqual(detailOf('retry', planOf(jobs(2))).length, 2);
    assert.deepEqual(detailOf('markBroken', one).length, 1);
  });

  it('lists ineligible jobs separately', () => {
    assert.deepEqual(detailOf('abort', planOf(jobs(1), refusals(1))), [
      'Live: AWS Batch terminates the job. You cannot undo this.',
      '',
      '1 job is not eligible:',
      '• It has ended. (no-0)',
    ]);
    const two = detailOf('abort', planOf(jobs(1), refusals(2)));
    assert.deepEqual(two.slice(2), ['2 jobs are not eligible:', '• It has ended. (no-0, no-1)']);
  });

  it('shows the most frequent reason first', () => {
    const refused = [...refusals(1, 'Rare.'), ...refusals(2, 'Usual.')];
    assert.deepEqual(detailOf('abort', planOf(jobs(1), refused)).slice(3), [
      '• Usual. (no-0, no-1)',
      '• Rare. (no-0)',
    ]);
    assert.equal(
      nobodyText('abort', 'live', refused),
      'Abort is not possible for any of the 3 jobs. Usual. (no-0, no-1) Rare. (no-0)',
    );
  });
});

describe('the list of jobs in an action', () => {
  it('has each job with its status, and each ineligible job with its reason', () => {
    const eligible = [...jobs(1), aJob({ jobId: 'bare', jobName: '', status: '' })];
    const lines = planDocument('abort', 'live', planOf(eligible, refusals(1))).split('\n');
    assert.deepEqual(lines, [
      'Abort',
      'Live: AWS Batch terminates each job. You cannot undo this.',
      '',
      'Eligible: 2',
      '  job-0  id-0  FAILED',
      '  –  bare  –',
      '',
      'Not eligible: 1',
      '  no-0  no-0  It has ended.',
      '',
    ]);
  });
});

describe('the outcomes of an action', () => {
  const all: readonly ActionOutcome[] = ['done', 'skipped', 'failed', 'cancelled'];

  it('have names', () =>
    assert.deepEqual(all.map(outcomeName), ['done', 'skipped', 'failed', 'canceled']));

  it('are counted if there are any', () => {
    const counts = new Map(all.map((outcome, index) => [outcome, index * 1_000]));
    assert.equal(countsText(counts), '1,000 skipped, 2,000 failed, 3,000 canceled');
    assert.equal(countsText(new Map([['done', 1]])), '1 done');
  });
});

describe('shortName', () => {
  it('is the ID if there is no name', () =>
    assert.equal(shortName({ jobName: '', jobId: 'id-1' }), 'id-1'));
});
