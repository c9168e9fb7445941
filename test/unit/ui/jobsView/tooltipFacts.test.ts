import assert from 'node:assert/strict';
import type { Job } from '../../../../src/core/job/job';
import { tooltipFacts, tooltipTitle } from '../../../../src/ui/jobsView/tooltipFacts';
import { aJob } from '../../../support/builders/builders';

const start = Date.parse('2026-11-23T10:00:00Z');
const plain = { isBroken: false, isAcknowledged: false, isStuck: false };

const facts = (job: Partial<Job>, look = {}, now = start + 3_600_000): Record<string, string> =>
  Object.fromEntries(
    tooltipFacts(aJob(job), 'Ingest', { ...plain, ...look }, now).map(({ label, text }) => [
      label,
      text,
    ]),
  );

describe('the fields of a tooltip', () => {
  it('are those the job has, and no others', () => {
    const { Status = '', ...rest } = facts({ status: 'FAILED', statusReason: '' });
    assert.match(Status, /^FAILED since .*, 1 h ago$/);
    assert.deepEqual(Object.keys(rest), [
      'Task type',
      'Job queue',
      'Job definition',
      'Region',
      'Job ID',
    ]);
    assert.equal(rest['Job definition'], 'storage-pre-v2:129');
  });

  it('show how a job finished, and the marks of the user', () => {
    const shown = facts(
      {
        status: 'FAILED',
        statusReason: 'Task failed',
        reason: 'OutOfMemoryError',
        exitCode: 137,
        attempts: 3,
        startedAt: start,
        stoppedAt: start + 90_000,
      },
      { isBroken: true, isAcknowledged: true },
    );
    assert.equal(shown['Reason'], 'Task failed');
    assert.equal(shown['Container reason'], 'OutOfMemoryError');
    assert.equal(shown['Exit code'], '137');
    assert.equal(shown['Attempts'], '3');
    assert.equal(shown['Duration'], '1 min 30 s');
    assert.equal(shown['Marks'], 'marked as broken, failure acknowledged');
  });

  it('show how long a job has run so far', () => {
    const { Duration } = facts({ status: 'RUNNING', startedAt: start }, {}, start + 60_000);
    assert.equal(Duration, '1 min so far');
  });

  it('show no run time for a job that is not running, even if an earlier attempt ran', () => {
    for (const status of ['RUNNABLE', 'STARTING', 'PENDING']) {
      assert.equal(facts({ status, startedAt: start })['Duration'], undefined, status);
    }
  });

  it('show the duration of an array job from its creation to its end', () => {
    const parent = { arraySize: 2, createdAt: start, stoppedAt: start + 90_000 };
    assert.equal(facts({ ...parent, status: 'SUCCEEDED' })['Duration'], '1 min 30 s');
    assert.equal(facts({ ...parent, status: 'PENDING' })['Duration'], undefined);
  });

  it('keep a damaged time unchanged, and shorten long strings with a note', () => {
    const shown = facts({ timestamp: 'yesterday', statusReason: 'x'.repeat(10_000) });
    assert.equal(shown['Status'], 'RUNNING since yesterday');
    assert.equal(shown['Reason'], `${'x'.repeat(1_000)}… (10,000 characters)`);
    assert.equal(tooltipTitle(aJob({ jobName: '', jobId: 'a' })), 'a');
  });
});
