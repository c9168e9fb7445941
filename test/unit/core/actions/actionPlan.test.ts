import assert from 'node:assert/strict';
import { SimulatedExecutor } from '../../../../src/core/actions/actionExecutor';
import {
  planAction,
  reasonAtTurn,
  refusalGroups,
  type ActionPlan,
} from '../../../../src/core/actions/actionPlan';
import {
  confirmText,
  countsText,
  nobodyText,
  planDocument,
} from '../../../../src/core/actions/actionTexts';
import type { JobAction } from '../../../../src/core/actions/jobActions';
import { JobStore } from '../../../../src/core/store/jobStore';
import { finish } from '../../../local/process/finish';
import { aJob } from '../../../support/builders/builders';
import { executedAlone } from '../../../support/fakes/executedAlone';

const store = new JobStore();
store.apply([
  aJob({ jobId: 'failed', jobName: 'ingest-1', status: 'FAILED' }),
  aJob({ jobId: 'succeeded', jobName: 'ingest-2', status: 'SUCCEEDED' }),
  aJob({ jobId: 'running', jobName: 'ingest-3', status: 'RUNNING' }),
  aJob({ jobId: 'odd', jobName: '', status: 'DANCING' }),
  aJob({ jobId: 'parent:3', jobName: 'child', status: 'FAILED', arrayIndex: 3 }),
]);
store.setMark('broken', ['failed'], true);

const everything = ['failed', 'succeeded', 'running', 'odd', 'parent:3', 'gone', 'failed'];

const plan = (action: JobAction, jobIds = everything): ActionPlan =>
  finish(planAction(action, jobIds, store));

const eligible = (action: JobAction): string[] => plan(action).eligible.map(({ jobId }) => jobId);

describe('planAction', () => {
  it('divides the jobs into eligible and ineligible, each once', () => {
    assert.deepEqual(eligible('retry'), ['failed', 'succeeded']);
    assert.deepEqual(eligible('abort'), ['running', 'odd']);
    assert.deepEqual(eligible('markBroken'), ['succeeded', 'running', 'odd', 'parent:3']);
    assert.deepEqual(eligible('unmarkBroken'), ['failed']);
  });

  it('explains why each other job is ineligible, including one that is gone', () => {
    assert.deepEqual(
      plan('retry').refused.map(({ jobId, reason }) => [jobId, reason]),
      [
        ['running', 'The job has not finished yet.'],
        ['odd', 'The job has not finished yet.'],
        [
          'parent:3',
          'The job is part of an array or multi-node job. Retry the entire job instead.',
        ],
        ['gone', 'The job is no longer in the table.'],
      ],
    );
    assert.deepEqual(
      refusalGroups(plan('retry').refused).map(({ refusals }) => refusals.length),
      [2, 1, 1],
    );
  });

  it('checks each job again before its turn', () => {
    const job = aJob({ jobId: 'failed', status: 'FAILED' });
    const running = { ...job, status: 'RUNNING' };
    const succeeded = { ...job, status: 'SUCCEEDED' };
    assert.equal(reasonAtTurn('retry', job, job, store), undefined);
    assert.equal(reasonAtTurn('retry', job, running, store), 'The job has not finished yet.');
    assert.equal(
      reasonAtTurn('retry', job, succeeded, store),
      'The job changed from FAILED to SUCCEEDED after you confirmed.',
    );
    assert.equal(reasonAtTurn('abort', aJob({ status: 'RUNNABLE' }), aJob(), store), undefined);
    assert.equal(
      reasonAtTurn('abort', running, undefined, store),
      'The job is no longer in the table.',
    );
  });
});

describe('the texts of an action', () => {
  it('list the eligible jobs, and the ineligible ones with reasons', () => {
    const { message, detail, button } = confirmText('retry', 'simulated', plan('retry'));
    assert.equal(message, 'Retry 2 jobs (Simulated)?');
    assert.equal(button, 'Retry (Simulated)');
    assert.equal(
      detail,
      `Simulated: nothing is sent to AWS, and no job changes.
ingest-1, ingest-2
1 of these jobs has SUCCEEDED. Retrying runs it again.

4 jobs are not eligible:
• The job has not finished yet. (ingest-3, odd)
• The job is part of an array or multi-node job. Retry the entire job instead. (child)
• The job is no longer in the table. (gone)`,
    );
  });

  it('contain “Simulated” for retry and abort in all their forms, and never for a mark', () => {
    for (const action of ['retry', 'abort', 'markBroken', 'unmarkBroken'] as const) {
      for (const some of [
        plan(action),
        { ...plan(action), eligible: plan(action).eligible.slice(0, 1) },
      ]) {
        const { message, detail, button } = confirmText(action, 'simulated', some);
        const said = [message, detail, button, planDocument(action, 'simulated', some)];
        const isSimulated = action === 'retry' || action === 'abort';
        assert.deepEqual(
          said.map(text => /simulated/i.test(text)),
          said.map(() => isSimulated),
        );
      }
      assert.doesNotMatch(JSON.stringify(confirmText(action, 'live', plan(action))), /simulated/i);
    }
  });

  it('warn before a succeeded job runs again', () => {
    const { detail } = confirmText('retry', 'simulated', plan('retry', ['succeeded']));
    assert.match(detail, /This job has SUCCEEDED\. Retrying runs it again\./);
  });

  it('explain why no job is eligible', () => {
    assert.equal(
      nobodyText('retry', 'simulated', plan('retry', ['running']).refused),
      'Retry (Simulated) is not possible for ingest-3: The job has not finished yet.',
    );
    assert.match(
      nobodyText('retry', 'simulated', plan('retry', ['running', 'odd', 'gone']).refused),
      /any of the 3 jobs\. The job has not finished yet\. \(ingest-3, odd\) The job is no longer in the table/,
    );
  });

  it('name every job in the list, one per line whatever its name', () => {
    const job = aJob({ jobName: 'two\nlines', status: 'FAILED' });
    const text = planDocument('retry', 'simulated', { ...plan('retry'), eligible: [job] });
    assert.match(text, /Eligible: 1\n {2}two lines {2}job-1 {2}FAILED\n/);
    assert.match(
      text,
      /Not eligible: 4\n {2}ingest-3 {2}running {2}The job has not finished yet\.\n/,
    );
  });

  it('shorten long names, and never replace placeholders within names', () => {
    const job = aJob({ jobName: `{count}${'x'.repeat(10_000)}`, status: 'FAILED' });
    const { message } = confirmText('retry', 'simulated', { eligible: [job], refused: [] });
    assert(message.length < 150);
    assert.match(message, /^Retry \{count\}x/);
  });

  it('show a name that is a link, or changes the text direction, as text', () => {
    const jobName = '\u202e[Retry](command:workbench.action.quit)';
    const job = aJob({ jobName, status: '\u202eODD\nFAILED' });
    const refused = [{ jobId: 'gone', jobName, reason: 'It is gone.' }];
    const texts = [
      nobodyText('retry', 'simulated', refused),
      nobodyText('retry', 'simulated', [...refused, { jobId: 'b', jobName, reason: 'It is odd.' }]),
      JSON.stringify(confirmText('abort', 'simulated', { eligible: [job], refused })),
    ];
    for (const text of texts) {
      assert.match(text, /\[Retry\] \(command:/);
      assert.doesNotMatch(text, /\]\(|\u202e/);
    }
    const list = planDocument('abort', 'simulated', { eligible: [job], refused: [] });
    assert.match(list, / {2}job-1 {2}ODD FAILED\n/);
    assert.doesNotMatch(list, /\u202e/);
  });

  it('describe a simulated action, whatever the values of the job', async () => {
    const long = `\u202e${'x'.repeat(10_000)}`;
    const job = aJob({ jobName: long, status: long, jobQueue: long, jobDefinition: long });
    for (const action of ['retry', 'abort'] as const) {
      const { detail } = await executedAlone(new SimulatedExecutor(), action, job);
      assert(detail.length < 1_000 && !detail.includes('\u202e'));
      assert.match(detail, action === 'retry' ? /with definition x+…\.$/ : /which is x+…\.$/);
    }
  });

  it('count the outcomes that occurred', () => {
    assert.equal(
      countsText(
        new Map([
          ['done', 1200],
          ['skipped', 3],
          ['failed', 0],
          ['cancelled', 1],
        ]),
      ),
      '1,200 done, 3 skipped, 1 canceled',
    );
  });
});
