import assert from 'node:assert/strict';
import { findLog, jobLogsOf } from '../../../../src/core/logs/jobLogs';
import type { Job } from '../../../../src/core/job/job';
import { anAttempt, anEvent } from '../../../support/builders/batchEvents';
import { aJob } from '../../../support/builders/builders';

const logsOf = (detail: object, facts: Partial<Job> = {}) => {
  const event = anEvent({ jobId: 'job-1', status: facts.status ?? 'FAILED', ...detail });
  const job = aJob({ status: 'FAILED', ...facts });
  return jobLogsOf(job, { fullEvent: JSON.stringify(event) }, 'us-east-1');
};

const summary = (result: ReturnType<typeof jobLogsOf>) =>
  result.ok
    ? result.logs.map(({ attempt, container, stream, isOver }) =>
        [attempt, container, stream, isOver].filter(part => part !== undefined).join(' '),
      )
    : result.reason;

describe('the logs of a job', () => {
  it('are those of each attempt; the last one decides', () => {
    const result = logsOf({
      attempts: [
        anAttempt({ exitCode: 1, logStreamName: 'a' }),
        anAttempt({ exitCode: 1, logStreamName: 'b' }),
      ],
      container: { logStreamName: 'b' },
    });
    assert.deepEqual(summary(result), ['1 a true', '2 b true']);
    assert(result.ok);
    assert.equal(result.main.stream, 'b');
    assert.equal(result.main.region, 'eu-west-1');
    assert.equal(result.main.group, '/aws/batch/job');
    assert.equal(result.main.startedAt, 1_795_428_000_000);
  });

  it('include the current attempt, which has not finished', () => {
    const result = logsOf(
      { attempts: [anAttempt({ logStreamName: 'a' })], container: { logStreamName: 'b' } },
      { status: 'RUNNING' },
    );
    assert.deepEqual(summary(result), ['1 a true', '2 b false']);
    assert(result.ok);
    assert.equal(result.main.stream, 'b');
  });

  it('have the names of containers where an attempt has several', () => {
    const containers = [
      { name: 'main', exitCode: 1, logStreamName: 'm' },
      { name: 'side', exitCode: 0, logStreamName: 's' },
    ];
    const result = logsOf({ attempts: [{ taskProperties: [{ containers }] }] });
    assert.deepEqual(summary(result), ['1 main m true', '1 side s true']);
    assert(result.ok);
    assert.equal(findLog(result.logs, 1, 'side')?.stream, 's');
    assert.equal(findLog(result.logs, 2, 'side'), undefined);
  });

  it('are in the group and region that the definition names', () => {
    const logConfiguration = {
      logDriver: 'awslogs',
      options: { 'awslogs-group': '/mine', 'awslogs-region': 'us-west-2' },
    };
    const result = logsOf({
      attempts: [anAttempt({ exitCode: 1, logStreamName: 'a' })],
      container: { logStreamName: 'a', logConfiguration },
    });
    assert(result.ok);
    assert.deepEqual([result.main.group, result.main.region], ['/mine', 'us-west-2']);
  });

  it('never lead to a host that a hostile event names as a region', () => {
    const logConfiguration = { options: { 'awslogs-region': 'evil.example/#' } };
    const result = logsOf({
      attempts: [anAttempt({ exitCode: 1, logStreamName: 'a' })],
      container: { logStreamName: 'a', logConfiguration },
    });
    assert.deepEqual(summary(result), 'This job’s region is not a valid AWS region.');
  });

  it('come from the item where the event is missing', () => {
    const job = aJob({ status: 'FAILED', logStreamName: 's', logGroupName: '/g' });
    assert.deepEqual(summary(jobLogsOf(job, {}, 'us-east-1')), ['0 s true']);
  });

  it('are in the region of the connection where the job has none', () => {
    const job = aJob({ logStreamName: 's', region: '', jobQueue: 'q', jobDefinition: 'd' });
    const result = jobLogsOf(job, {}, 'us-east-1');
    assert(result.ok);
    assert.equal(result.main.region, 'us-east-1');
  });

  it('are missing for a reason: none yet, never any, another driver, Kubernetes, an array', () => {
    const waiting = logsOf({}, { status: 'RUNNABLE' });
    assert.match(String(summary(waiting)), /no log stream yet/);
    assert(!waiting.ok && waiting.isYetToCome);
    const never = logsOf({});
    assert.match(String(summary(never)), /only when an attempt starts/);
    assert(!never.ok && !never.isYetToCome);
    const splunk = { container: { logConfiguration: { logDriver: 'splunk' } } };
    assert.match(String(summary(logsOf(splunk))), /its log driver is splunk/);
    const pod = { eksProperties: { podProperties: { containers: [{ image: 'x' }] } } };
    assert.match(String(summary(logsOf(pod))), /Amazon EKS/);
    assert.match(String(summary(logsOf({}, { arraySize: 3 }))), /one of its children/);
  });
});
