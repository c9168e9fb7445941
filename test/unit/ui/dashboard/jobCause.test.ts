import assert from 'node:assert/strict';
import { queueActivityOf } from '../../../../src/core/query/queueActivity';
import { JobStore } from '../../../../src/core/store/jobStore';
import {
  causeDetailsOf,
  retryFacts,
  runText,
  waitText,
} from '../../../../src/ui/dashboard/jobCause';
import { aJob } from '../../../support/builders/builders';

describe('the cause in the details of a job', () => {
  it('says why a job failed, what to do, and where AWS writes about it', () => {
    const cause = causeDetailsOf(
      aJob({ status: 'FAILED', statusReason: 'Job attempt duration exceeded timeout' }),
    );

    assert.equal(cause?.title, 'Timeout');
    assert.match(cause.remedy, /Increase the timeout/);
    assert.match(cause.source, /job_timeouts/);
  });

  it('says why a job blocks its queue', () => {
    const blocked = { reason: 'MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE', since: 0 };
    const cause = causeDetailsOf(
      aJob({ status: 'RUNNABLE', statusReason: '', facts: { blocked } }),
    );

    assert.equal(cause?.title, 'Compute environment too small');
  });

  it('is absent for jobs that go well', () => {
    for (const status of ['RUNNABLE', 'RUNNING', 'SUCCEEDED']) {
      assert.equal(causeDetailsOf(aJob({ status, statusReason: '' })), undefined);
    }
  });
});

describe('what became of a failed job', () => {
  it('is a fact that links to the later job', () => {
    assert.deepEqual(retryFacts('recovered', aJob({ jobId: 'later' })), [
      { label: 'Later jobs', value: 'Recovered', jobId: 'later' },
    ]);
    assert.deepEqual(
      (['notRetried', 'failedAgain', 'runningAgain'] as const).map(
        resolution => retryFacts(resolution, undefined)[0]?.value,
      ),
      ['Not retried', 'Failed again', 'Running again'],
    );
    assert.deepEqual(retryFacts('none', undefined), []);
  });
});

describe('the wait of a job', () => {
  const now = Date.UTC(2026, 10, 28, 12);
  const job = aJob({ status: 'RUNNABLE', timestamp: '2026-11-28T08:39:00Z' });

  it('tells how long it is and what the queue does meanwhile', () => {
    const store = new JobStore();
    store.apply([
      job,
      aJob({ jobId: 'b', status: 'RUNNING', startedAt: now - 240_000 }),
      aJob({ jobId: 'c', status: 'SUCCEEDED', startedAt: now - 900_000 }),
      aJob({ jobId: 'd', status: 'PENDING' }),
      aJob({ jobId: 'e', status: 'RUNNING', jobQueue: 'other', startedAt: now }),
    ]);

    assert.equal(
      waitText(job, queueActivityOf(store.rows, job.jobQueue), now),
      'In RUNNABLE for 3 h 21 min. Queue orchestrator-repair-ingest-standard-pre: 1 running, 2 waiting. Last start 4 min ago',
    );
  });

  it('leaves out what is unknown', () => {
    const unknown = { ...job, timestamp: 'damaged', jobQueue: 'q' };

    assert.equal(
      waitText(unknown, { running: 0, waiting: 1, lastStart: undefined }, now),
      'Queue q: 0 running, 1 waiting',
    );
  });
});

describe('the run of a job', () => {
  const now = Date.UTC(2026, 10, 28, 12);
  const job = aJob({ status: 'RUNNING', startedAt: now - 192 * 60_000 });
  const usual = { count: 200, p95Ms: 48 * 60_000 };

  it('is compared with the last successes of the definition', () => {
    assert.equal(
      runText(job, usual, now),
      'Running for 3 h 12 min. 95 % of the last 200 successes of the job definition took at most 48 min',
    );
  });

  it('tells when AWS Batch stops a job that is near its timeout', () => {
    const withTimeout = (timeoutSeconds: number) => aJob({ ...job, facts: { timeoutSeconds } });
    assert.equal(
      runText(withTimeout(4 * 3_600 - 60), undefined, now),
      'Running for 3 h 12 min. AWS Batch stops it in 47 min, at its timeout of 3 h 59 min',
    );
    assert.equal(
      runText(withTimeout(3_600), undefined, now),
      'Running for 3 h 12 min. It has reached its timeout of 1 h',
    );
    assert.equal(runText(withTimeout(4 * 3_600), undefined, now), undefined);
  });

  it('has no text where nothing compares with it, or the job does not run', () => {
    assert.equal(runText(job, undefined, now), undefined);
    assert.equal(runText(aJob({ ...job, status: 'STARTING' }), usual, now), undefined);
  });
});
