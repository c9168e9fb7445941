import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isQueueBlockedEvent,
  readBatchEvent,
  readQueueBlockedEvent,
} from '../../../../src/core/job/batchEvent';
import type { Job } from '../../../../src/core/job/job';
import { anAttempt, anEvent, eventFixtures, fixture } from '../../../support/builders/batchEvents';
import { damagedEvent } from '../../../support/builders/damagedEvents';

function jobIn(event: unknown): Job {
  const read = readBatchEvent(event);
  assert(read.ok, read.ok ? '' : read.reason);
  return read.job;
}

function reasonOf(event: unknown): string {
  const read = readBatchEvent(event);
  assert(!read.ok);
  return read.reason;
}

/** Facts of a job that tests compare; the rest is absent or beside the point. */
function factsOf(job: Job, ...names: (keyof Job)[]): Partial<Job> {
  return Object.fromEntries(names.map(name => [name, job[name]]));
}

describe('readBatchEvent, on recorded events', () => {
  const expected: Readonly<Record<string, Partial<Job>>> = {
    '01': {
      status: 'FAILED',
      region: 'us-west-2',
      timestamp: '2025-04-23T19:01:54Z',
      sequence: 1000,
      attempts: 1,
      exitCode: 1,
      reason: undefined,
      logStreamName: 'job/default/63eb5c704ef244d3aaa78d23d1717e10',
      logGroupName: 'hls-vi-historical-orchestration-processing-dev',
      createdAt: 1745434620145,
      startedAt: 1745434913482,
      stoppedAt: 1745434913574,
      statusReason: 'Essential container in task exited',
    },
    '02': { status: 'SUCCEEDED', exitCode: 0, attempts: 1, logGroupName: '/aws/batch/job' },
    '04': { status: 'FAILED', exitCode: 1, logGroupName: '/ecs/web-app-scanner-container' },
    '07': { status: 'RUNNABLE', sequence: 2, attempts: 0, exitCode: undefined },
    '08': { status: 'RUNNABLE', sequence: 2, logStreamName: undefined, logGroupName: undefined },
    '11': {
      status: 'FAILED',
      region: 'us-west-2',
      account: '012345678910',
      attempts: 0,
      sequence: 1000,
      logStreamName: 'fargate-batch-job-definitionswe/default/8a2b784c7bd342f69ea5dac3adaed26f',
      logGroupName: '/aws/batch/job',
    },
    '13': { status: 'FAILED', statusReason: 'Job attempt duration exceeded timeout', attempts: 0 },
    '14': {
      status: 'RUNNING',
      sequence: 4,
      taskId: '694a9d57b88940a9e5cd3bee',
      mediaId: '694a9d57b88940a9e5cd3bee',
      account: 'ACCOUNT-REDACTED',
    },
    '16': { status: 'SUCCEEDED', exitCode: 0, jobDefinition: '', startedAt: undefined },
    '18': { status: 'SUCCEEDED', jobId: 'fakeJobId', timestamp: '', jobName: '', jobQueue: '' },
    '19': { status: 'RUNNABLE', mediaId: undefined, logGroupName: undefined },
    '40': { status: 'SUCCEEDED', exitCode: 0, logStreamName: 'main', logGroupName: '/main' },
    '41': { exitCode: 3, reason: 'Application error', logStreamName: 'main' },
    '42': {
      exitCode: undefined,
      reason: 'CannotPullContainerError: no space left on device',
      logStreamName: undefined,
    },
    '44': { exitCode: 1, logGroupName: '/ml/train', mediaId: '65f1c0ffee65f1c0ffee65f2' },
    '46': { status: 'SUCCEEDED', arraySize: 2, createdAt: 1795507200000, exitCode: undefined },
    '47': { status: 'FAILED', startedAt: undefined, stoppedAt: undefined },
    '48': { status: 'FAILED', exitCode: 0, statusReason: 'Job attempt duration exceeded timeout' },
    '50': { status: 'RUNNING', mediaId: '65f1c0ffee65f1c0ffee65f9' },
  };

  for (const [prefix, facts] of Object.entries(expected)) {
    it(`reads ${prefix}`, () => {
      const job = jobIn(fixture(prefix));
      assert.deepEqual(factsOf(job, ...(Object.keys(facts) as (keyof Job)[])), facts);
    });
  }

  for (const prefix of ['09', '10']) {
    it(`rejects ${prefix}, which is not a job state change`, () => {
      assert.equal(reasonOf(fixture(prefix)), 'detail-type is not "Batch Job State Change"');
    });
  }

  it('covers every recorded event', () => {
    const tried = [...Object.keys(expected), '09', '10'].sort();
    assert.deepEqual(tried, eventFixtures.map(name => name.slice(0, 2)).sort());
  });

  it('reads the outcome of three attempts, of which one has no exit code after a lost spot instance', () => {
    const job = jobIn(anEvent(fixture('detail-01')));
    assert.deepEqual(factsOf(job, 'attempts', 'exitCode', 'statusReason', 'sequence'), {
      attempts: 3,
      exitCode: undefined,
      statusReason: 'Host EC2 (instance i-01225b700440f4809) terminated.',
      sequence: 1000,
    });
  });

  it('reads jobs on Kubernetes', () => {
    assert.deepEqual(factsOf(jobIn(anEvent(fixture('detail-03'))), 'status', 'attempts'), {
      status: 'RUNNABLE',
      attempts: 0,
    });
    const ended = anEvent({
      ...fixture('detail-03'),
      ...fixture('detail-04'),
      status: 'SUCCEEDED',
    });
    assert.deepEqual(factsOf(jobIn(ended), 'attempts', 'exitCode', 'reason'), {
      attempts: 1,
      exitCode: 0,
      reason: 'Completed',
    });
  });
});

describe('readBatchEvent', () => {
  for (const [title, event, reason] of [
    ['nothing', undefined, 'the event is not an object'],
    ['a text', 'event', 'the event is not an object'],
    ['a list', [anEvent()], 'the event is not an object'],
    ['another source', anEvent({}, { source: 'aws.ecs' }), 'source is not "aws.batch"'],
    ['no source', anEvent({}, { source: undefined }), 'source is not "aws.batch"'],
    [
      'another detail-type',
      anEvent({}, { 'detail-type': 'Scheduled Event' }),
      'detail-type is not "Batch Job State Change"',
    ],
    ['no detail', anEvent({}, { detail: undefined }), 'detail is not an object'],
    ['a detail in a list', anEvent({}, { detail: [] }), 'detail is not an object'],
    ['no job id', anEvent({ jobId: undefined }), 'jobId is missing'],
    ['an empty job id', anEvent({ jobId: ' ' }), 'jobId is missing'],
    ['a job id that is a number', anEvent({ jobId: 7 }), 'jobId is not a string'],
    ['no status', anEvent({ status: null }), 'status is missing'],
    ['a status that is an object', anEvent({ status: {} }), 'status is not a string'],
    ['a name that is a list', anEvent({ jobName: [] }), 'jobName is not a string'],
    ['a region that is a number', anEvent({}, { region: 1 }), 'region is not a string'],
    ['a time that is a number', anEvent({}, { time: 1_795_428_000 }), 'time is not a string'],
    ['a time that is none', anEvent({}, { time: 'noon' }), 'time is not an ISO 8601 time'],
  ] as const) {
    it(`rejects ${title}`, () => assert.equal(reasonOf(event), reason));
  }

  it('never quotes the event in its reason', () => {
    const secret = 'hunter2';
    const reasons = [
      anEvent({}, { source: secret }),
      anEvent({}, { 'detail-type': secret }),
      anEvent({}, { time: secret }),
      anEvent({ jobId: { secret } }),
    ].map(reasonOf);
    assert(!reasons.some(reason => reason.includes(secret)));
  });

  it('accepts unknown statuses and properties', () => {
    const job = jobIn(anEvent({ status: 'SCHEDULED', news: { a: 1 } }, { 'replay-name': 'x' }));
    assert.deepEqual(factsOf(job, 'status', 'sequence'), { status: 'SCHEDULED', sequence: 2 });
  });

  it('omits damaged optional attributes', () => {
    const job = jobIn(
      anEvent({
        createdAt: 'yesterday',
        startedAt: null,
        attempts: 'none',
        container: [],
        tags: 3,
        arrayProperties: { size: 'ten' },
      }),
    );
    assert.deepEqual(factsOf(job, 'createdAt', 'startedAt', 'attempts', 'arraySize'), {
      createdAt: undefined,
      startedAt: undefined,
      attempts: 0,
      arraySize: undefined,
    });
  });

  it('stores times in the format of EventBridge', () => {
    for (const time of ['2026-11-23T11:00:00.999+01:00', '2026-11-23T10:00:00Z']) {
      assert.equal(jobIn(anEvent({}, { time })).timestamp, '2026-11-23T10:00:00Z');
    }
  });

  it('reads the region and account of a job', () => {
    const detail = { jobQueue: 'queue', jobDefinition: 'definition', jobName: 'name' };
    const names = ['jobQueue', 'jobDefinition', 'jobName', 'region', 'account'] as const;
    assert.deepEqual(factsOf(jobIn(anEvent(detail)), ...names), {
      ...detail,
      region: 'eu-west-1',
      account: '123456789012',
    });
  });

  it('finds region and account in the ARN of the job, otherwise of its queue, if the event has none', () => {
    const nowhere = { region: '', account: undefined };
    const placeOf = (detail: object) =>
      factsOf(jobIn(anEvent({ ...detail }, nowhere)), 'region', 'account');
    const arn = (region: string) => `arn:aws:batch:${region}:123456789012:job/x`;
    const account = '123456789012';
    const both = { jobArn: arn('us-east-1'), jobQueue: arn('us-west-2') };
    assert.deepEqual(placeOf(both), { region: 'us-east-1', account });
    assert.deepEqual(placeOf({ jobQueue: arn('us-west-2') }), { region: 'us-west-2', account });
    assert.deepEqual(placeOf({ jobQueue: 'queue' }), { region: '', account: '' });
  });

  it('does not set attributes that belong to the writer', () => {
    const job = jobIn(anEvent({ shard: '9', updatedAt: 1, expiresAt: 1 }));
    assert.deepEqual(factsOf(job, 'shard', 'updatedAt', 'expiresAt'), {
      shard: undefined,
      updatedAt: undefined,
      expiresAt: undefined,
    });
  });

  it('finds identifiers in the event, its parameters, tags and command', () => {
    const job = jobIn(
      anEvent(
        {
          parameters: { media_id: 'm1' },
          tags: { task_id: 't1', mediaId: 'm2' },
          container: { command: ['bash', '-c', 'run --wuid w1'] },
        },
        { mediaId: 'm0' },
      ),
    );
    assert.deepEqual(factsOf(job, 'mediaId', 'taskId', 'workspaceUid'), {
      mediaId: 'm0',
      taskId: 't1',
      workspaceUid: 'w1',
    });
  });

  it('reads or rejects an event with any damage, and never throws', () => {
    fc.assert(
      fc.property(damagedEvent, event => {
        const read = readBatchEvent(event);
        if (read.ok) {
          assert.deepEqual(jobIn(event), read.job);
          assert(![read.job.createdAt, read.job.startedAt, read.job.stoppedAt].includes(0));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('treats a time of 0 as missing', () => {
    const job = jobIn(anEvent({ createdAt: 5, startedAt: 0, stoppedAt: 0 }));
    assert.deepEqual(factsOf(job, 'createdAt', 'startedAt', 'stoppedAt'), {
      createdAt: 5,
      startedAt: undefined,
      stoppedAt: undefined,
    });
  });

  describe('reading outcomes', () => {
    it('uses that of the last attempt', () => {
      const attempts = [anAttempt({ exitCode: 1, reason: 'first' }), anAttempt({ exitCode: 137 })];
      const job = jobIn(anEvent({ status: 'FAILED', attempts, container: { exitCode: 9 } }));
      assert.deepEqual(factsOf(job, 'attempts', 'exitCode', 'reason', 'sequence'), {
        attempts: 2,
        exitCode: 137,
        reason: undefined,
        sequence: 1000,
      });
    });

    it('counts finished attempts in the sequence', () => {
      const attempts = [anAttempt({ exitCode: 1 }), anAttempt({ exitCode: 1 })];
      assert.equal(jobIn(anEvent({ status: 'RUNNING', attempts })).sequence, 24);
    });

    it('falls back to the container', () => {
      const container = { exitCode: 137, reason: 'OutOfMemoryError', logStreamName: 's' };
      const job = jobIn(anEvent({ status: 'FAILED', container }));
      assert.deepEqual(factsOf(job, 'exitCode', 'reason', 'logStreamName', 'logGroupName'), {
        ...container,
        logGroupName: '/aws/batch/job',
      });
    });

    it('recognizes an array parent by its children if AWS Batch omits the size', () => {
      const arrayProperties = { statusSummary: { FAILED: 2, SUCCEEDED: 3, RUNNING: null } };
      assert.equal(jobIn(anEvent({ status: 'FAILED', arrayProperties })).arraySize, 5);
      assert.equal(jobIn(anEvent({ arrayProperties: { size: 0 } })).arraySize, undefined);
      const child = { index: 1, statusSummary: { FAILED: 2 } };
      assert.equal(jobIn(anEvent({ arrayProperties: child })).arraySize, undefined);
    });

    it('uses the log of the current attempt, and has none until that attempt has one', () => {
      const attempts = [anAttempt({ exitCode: 1, logStreamName: 'first' })];
      const streamOf = (status: string, container: object): string | undefined =>
        jobIn(anEvent({ status, attempts, container })).logStreamName;
      for (const status of ['STARTING', 'RUNNING']) {
        assert.equal(streamOf(status, {}), undefined);
        assert.equal(streamOf(status, { logStreamName: 'first' }), undefined, 'of the other task');
        assert.equal(streamOf(status, { logStreamName: 'second' }), 'second');
      }
      assert.equal(streamOf('RUNNABLE', {}), 'first', 'no attempt is under way');
      assert.equal(streamOf('FAILED', {}), 'first');
    });

    it('uses the container of the job for what the last attempt lacks', () => {
      const ended = (container: object, ...attempts: object[]) =>
        factsOf(
          jobIn(anEvent({ status: 'FAILED', attempts, container })),
          'exitCode',
          'reason',
          'logStreamName',
        );
      const own = { exitCode: 137, reason: 'OutOfMemoryError', logStreamName: 's/2' };
      const first = anAttempt({ exitCode: 1, logStreamName: 's/1' });
      for (const silent of [anAttempt(), anAttempt({ logStreamName: 's/2' }), { stoppedAt: 9 }]) {
        assert.deepEqual(ended(own, silent), own);
      }
      assert.deepEqual(ended(own, first, anAttempt({ exitCode: 137 })), own);
      assert.equal(ended({ ...own, exitCode: 0 }, anAttempt()).exitCode, 0);
    });

    it('ignores the container of the job where its last attempt contradicts it', () => {
      const outcomeOf = (container: object, ...attempts: object[]) => {
        const { exitCode, reason } = jobIn(anEvent({ status: 'FAILED', attempts, container }));
        return [exitCode, reason];
      };
      const own = {
        exitCode: 137,
        reason: 'OutOfMemoryError',
        logStreamName: 's/1',
        taskArn: 't/1',
      };
      const first = anAttempt({ exitCode: 137, logStreamName: 's/1', taskArn: 't/1' });
      assert.deepEqual(outcomeOf(own, anAttempt({ exitCode: 1 })), [1, undefined]);
      assert.deepEqual(outcomeOf(own, anAttempt({ reason: 'No image' })), [undefined, 'No image']);
      for (const other of [{ logStreamName: 's/2' }, { taskArn: 't/2' }]) {
        assert.deepEqual(outcomeOf(own, anAttempt(other)), [undefined, undefined]);
      }
      assert.deepEqual(outcomeOf(own, first, anAttempt()), [undefined, undefined], 'of the first');
      const neverStarted = { stoppedAt: 9, statusReason: 'Host terminated.', container: {} };
      assert.deepEqual(outcomeOf({ exitCode: 137 }, first, neverStarted), [undefined, undefined]);
    });

    it('completes the containers of an attempt from those with the same name', () => {
      const own = [
        { name: 'main', exitCode: 3, reason: 'no disk' },
        { name: 'side', exitCode: 143 },
      ];
      const outcomeOf = (...containers: object[]) => {
        const { exitCode, reason } = jobIn(
          anEvent({
            status: 'FAILED',
            attempts: [{ startedAt: 1, stoppedAt: 2, taskProperties: [{ containers }] }],
            ecsProperties: { taskProperties: [{ containers: own }] },
          }),
        );
        return [exitCode, reason];
      };
      assert.deepEqual(outcomeOf({ name: 'side' }, { name: 'main' }), [3, 'no disk']);
      assert.deepEqual(outcomeOf(), [3, 'no disk']);
      assert.deepEqual(outcomeOf({ logStreamName: 'a' }, { logStreamName: 'b' })[0], undefined);
    });

    it('uses the outcome and log of the container that failed, of several in a task', () => {
      const containers = [
        { name: 'sidecar', exitCode: 0, logStreamName: 'sidecar/1' },
        { name: 'main', exitCode: 2, reason: 'no disk', logStreamName: 'main/1' },
      ];
      const options = { 'awslogs-group': '/main' };
      const job = jobIn(
        anEvent({
          status: 'FAILED',
          attempts: [{ taskProperties: [{ containers }], stoppedAt: 1 }],
          ecsProperties: {
            taskProperties: [
              {
                containers: [
                  { name: 'sidecar', command: ['log', '--media_id', 'm1'] },
                  { name: 'main', logConfiguration: { options } },
                ],
              },
            ],
          },
        }),
      );
      assert.deepEqual(
        factsOf(job, 'exitCode', 'reason', 'logStreamName', 'logGroupName', 'mediaId'),
        {
          exitCode: 2,
          reason: 'no disk',
          logStreamName: 'main/1',
          logGroupName: '/main',
          mediaId: 'm1',
        },
      );
    });
  });

  describe('reading arrays and multi-node jobs', () => {
    for (const [title, detail, facts] of [
      ['a parent', { jobId: 'p', arrayProperties: { size: 3 } }, [undefined, undefined, 3]],
      ['a child', { jobId: 'p:2', arrayProperties: { index: 2 } }, ['p', 2, undefined]],
      ['a child known by its id alone', { jobId: 'p:12' }, ['p', 12, undefined]],
      [
        'a child by its properties rather than its id',
        { jobId: 'p:2', arrayProperties: { index: 7 } },
        ['p', 7, undefined],
      ],
      [
        'a node by its properties rather than its id',
        { jobId: 'p#1', nodeDetails: { nodeIndex: 0 } },
        ['p', 0, undefined],
      ],
      ['a node known by its id alone', { jobId: 'p#3' }, ['p', 3, undefined]],
      ['a node', { jobId: 'p#1', nodeDetails: { nodeIndex: 1 } }, ['p', 1, undefined]],
      ['a job on its own', { jobId: 'p' }, [undefined, undefined, undefined]],
    ] as const) {
      it(`reads ${title}`, () => {
        const { parentId, arrayIndex, arraySize } = jobIn(anEvent(detail));
        assert.deepEqual([parentId, arrayIndex, arraySize], facts);
      });
    }
  });
});

describe('readQueueBlockedEvent', () => {
  it('reads the job in its state, with the reason and the time of the event', () => {
    const event = fixture('09');
    assert(isQueueBlockedEvent(event) && !isQueueBlockedEvent(fixture('08')));
    const read = readQueueBlockedEvent(event);
    assert(read.ok);
    const { status, sequence, statusReason, timestamp } = read.job;
    assert.deepEqual(
      { status, sequence, statusReason, timestamp },
      {
        status: 'RUNNABLE',
        sequence: 2,
        statusReason: 'blocked-reason',
        timestamp: '2022-01-11T23:36:40Z',
      },
    );
  });

  it('rejects a state change, and an event without a reason or a time', () => {
    const reasonOf = (event: unknown) => {
      const read = readQueueBlockedEvent(event);
      return read.ok ? undefined : read.reason;
    };
    const event = fixture('09');
    const detail = { ...(event['detail'] as object), statusReason: ' ' };
    assert.equal(reasonOf(fixture('08')), 'detail-type is not "Batch Job Queue Blocked"');
    assert.equal(reasonOf({ ...event, detail }), 'statusReason is missing');
    assert.equal(reasonOf({ ...event, time: undefined }), 'time is missing');
  });
});
