import assert from 'node:assert/strict';
import type { ActionEntry } from '../../../../src/core/actions/actionLog';
import type { Job } from '../../../../src/core/job/job';
import type { ActionHistory } from '../../../../src/ui/actions/actionHistory';
import { TempFolder } from '../../../local/process/tempFolder';
import { manyJobs } from '../../../support/builders/builders';
import { FakeLiveJobs } from '../../../support/fakes/fakeLiveJobs';
import { liveWindow } from '../../../support/fakes/liveWindow';
import { memoryHistory } from '../../../support/fakes/memoryHistory';

describe('a live run', () => {
  let temp: TempFolder;
  let live: FakeLiveJobs;
  let jobs: Job[];
  let history: ActionHistory;

  beforeEach(() => {
    temp = new TempFolder();
    live = new FakeLiveJobs();
    jobs = manyJobs(5, index => ({ status: 'FAILED', jobName: `name-${index}` }));
    history = memoryHistory();
  });

  afterEach(() => temp.remove());

  const aWindow = (own: readonly Job[] = jobs) =>
    liveWindow({ live, jobs: own, history, claims: temp.path });

  /** In the order of the jobs. */
  const outcomes = (): string[] =>
    jobs.flatMap(({ jobId }) =>
      history.entries.filter(entry => entry.jobId === jobId).map(({ outcome }) => outcome),
    );
  const entryOf = (index: number): ActionEntry =>
    history.entries.find(({ jobId }) => jobId === jobs[index]?.jobId) ?? assert.fail();

  it('submits each job once, and links the new job to the old one', async () => {
    const { done, unknown } = await aWindow().act('retry');
    assert.equal(done.length, 5);
    assert.deepEqual(unknown, []);
    assert.equal(live.submitted.length, 5);
    const entry = entryOf(1);
    assert.deepEqual(
      [entry.mode, entry.outcome, entry.newJobId, entry.detail, entry.queue],
      ['live', 'done', 'new-2', 'Submitted as job new-2.', jobs[1]?.jobQueue],
    );
  });

  it('records that a request may have been sent before it is sent', async () => {
    live.before = name => {
      const entry = history.entries.find(({ jobName }) => jobName === name);
      assert.equal(entry?.outcome, 'unknown');
      assert.match(entry.detail, /Look before you repeat/);
    };
    await aWindow().act('retry');
    assert.deepEqual(outcomes(), ['done', 'done', 'done', 'done', 'done']);
  });

  it('sends nothing when the history cannot be saved', async () => {
    const unsaved = { add: () => Promise.resolve(), addDurably: () => Promise.resolve(false) };
    const window = liveWindow({ live, jobs, history: unsaved, claims: temp.path });
    const { counts, firstFailure } = await window.act('retry');
    assert.equal(counts.get('failed'), 5);
    assert.match(firstFailure ?? '', /^Nothing was sent/);
    assert.equal(live.submitted.length, 0);
    // The jobs are not claimed, so another attempt is possible.
    assert.equal((await aWindow().act('retry')).done.length, 5);
  });

  it('leaves the outcome unknown when the response is lost, or nobody knows what happened', async () => {
    live.answerTo = name =>
      name === 'name-1' ? 'lost' : name === 'name-3' ? 'broken' : 'accepted';
    const { counts, unknown } = await aWindow().act('retry');
    assert.deepEqual(outcomes(), ['done', 'unknown', 'done', 'unknown', 'done']);
    assert.equal(counts.get('unknown'), 2);
    assert.deepEqual(
      unknown.map(({ jobId }) => jobId),
      ['job-1', 'job-3'],
    );
  });

  it('continues when AWS denies one of many, and keeps the statement to copy', async () => {
    live.answerTo = name => (name === 'name-2' ? 'denied' : 'accepted');
    const { counts, statement, firstFailure } = await aWindow().act('retry');
    assert.deepEqual(outcomes(), ['done', 'done', 'failed', 'done', 'done']);
    assert.equal(counts.get('done'), 4);
    assert.equal(statement, '{"Effect":"Allow"}');
    assert.equal(firstFailure, 'AWS denied it. Ask for the permission.');
    // What AWS has not accepted may be repeated at once.
    live.answerTo = () => 'accepted';
    const [, , third] = jobs;
    assert(third);
    assert.equal((await aWindow().act('retry', undefined, [third])).done.length, 1);
  });

  it('skips a job that cannot be rebuilt, with the reason', async () => {
    const window = aWindow();
    window.refused.set('job-4', 'The definition is not active.');
    await window.act('retry');
    assert.deepEqual(outcomes(), ['done', 'done', 'done', 'done', 'skipped']);
    assert.equal(entryOf(4).detail, 'The definition is not active.');
    assert.equal(live.submitted.length, 4);
  });

  it('retries a job once within five minutes, however often it is selected', async () => {
    await aWindow().act('retry');
    const { counts } = await aWindow().act('retry');
    assert.equal(counts.get('skipped'), 5);
    assert.match(history.entries[0]?.detail ?? '', /retried less than 5 minutes ago/);
    assert.equal(live.submitted.length, 5);
  });

  it('submits each of 50 jobs once when ten windows retry them at the same time', async () => {
    jobs = manyJobs(50, index => ({ status: 'FAILED', jobName: `name-${index}` }));
    const windows = Array.from({ length: 10 }, () => aWindow());
    const results = await Promise.all(windows.map(window => window.act('retry')));
    assert.equal(live.submitted.length, 50);
    assert.equal(new Set(live.submitted.map(({ jobName }) => jobName)).size, 50);
    assert.equal(
      results.reduce((sum, { done }) => sum + done.length, 0),
      50,
    );
  });

  it('does not retry again while the outcome is unknown', async () => {
    live.answerTo = () => 'lost';
    await aWindow().act('retry');
    live.answerTo = () => 'accepted';
    const { counts } = await aWindow().act('retry');
    assert.equal(counts.get('skipped'), 5);
    assert.equal(live.submitted.length, 5);
  });

  it('stops between two jobs when it is canceled, and never breaks a request off', async () => {
    const abort = new AbortController();
    live.before = name => {
      if (name === 'name-1') {
        abort.abort();
      }
    };
    await aWindow().act('retry', abort.signal);
    assert.deepEqual(outcomes(), ['done', 'done', 'cancelled', 'cancelled', 'cancelled']);
    assert.equal(live.submitted.length, 2);
  });

  it('sends nothing any more once actions are simulated again', async () => {
    const window = aWindow();
    live.before = name => {
      if (name === 'name-0') {
        window.mode = 'simulated';
      }
    };
    await window.act('retry');
    assert.deepEqual(outcomes(), ['done', 'skipped', 'skipped', 'skipped', 'skipped']);
    assert.match(entryOf(1).detail, /mode of actions changed/);
  });

  it('skips a job that another one has changed before its turn', async () => {
    const window = aWindow();
    live.before = name => {
      const second = jobs[1];
      if (name === 'name-0' && second) {
        window.store.apply([{ ...second, status: 'SUCCEEDED', timestamp: '2027-01-01T00:00:00Z' }]);
      }
    };
    await window.act('retry');
    assert.equal(entryOf(1).outcome, 'skipped');
    assert.equal(live.submitted.length, 4);
  });

  it('terminates jobs in groups of 50, each with its own outcome and the reason', async () => {
    jobs = manyJobs(120, () => ({ status: 'RUNNING' }));
    live.answerTo = jobId => (jobId === 'job-7' ? 'denied' : 'accepted');
    const { counts } = await aWindow().act('abort');
    assert.deepEqual(
      live.terminated.map(({ jobIds }) => jobIds.length),
      [50, 50, 20],
    );
    assert.equal(live.terminated[0]?.reason, 'Aborted by ada.');
    assert.deepEqual([counts.get('done'), counts.get('failed')], [119, 1]);
    assert.equal(entryOf(7).detail, 'AWS denied it. Ask for the permission.');
  });

  it('may abort a job twice: that is harmless', async () => {
    jobs = manyJobs(1, () => ({ status: 'RUNNING' }));
    await aWindow().act('abort');
    assert.equal((await aWindow().act('abort')).done.length, 1);
  });
});
