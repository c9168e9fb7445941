import assert from 'node:assert/strict';
import { vcpusOfInstance } from '../../../../src/core/queues/jobFit';
import { queueProblems } from '../../../../src/core/queues/queueProblems';
import { waitReasons } from '../../../../src/core/queues/waitReasons';
import { aJob } from '../../../support/builders/builders';
import { anEnvironment, aQueueView } from '../../../support/builders/queues';

const runnable = (vcpus?: number) =>
  aJob({ jobId: 'job-1', status: 'RUNNABLE', facts: vcpus === undefined ? undefined : { vcpus } });

/** One whose capacity AWS Batch does not tell, as on Fargate. */
const unscaled: typeof anEnvironment = over => anEnvironment({ desiredVcpus: undefined, ...over });

const textsOf = (...view: Parameters<typeof aQueueView>): string[] =>
  queueProblems(aQueueView(...view)).map(({ text }) => text);

describe('The problems of a queue', () => {
  it('are none for a queue that can start jobs', () => {
    assert.deepEqual(textsOf(), []);
  });

  it('quote the reason of AWS for an INVALID queue or compute environment', () => {
    assert.deepEqual(
      textsOf([anEnvironment({ status: 'INVALID', statusReason: 'CLIENT_ERROR - Access denied' })]),
      [
        'No compute environment of the queue accepts jobs, so no job can start.',
        'Compute environment spot is INVALID. CLIENT_ERROR - Access denied',
      ],
    );
    assert.deepEqual(textsOf(undefined, { status: 'INVALID', statusReason: 'broken' }), [
      'The queue is INVALID. broken',
    ]);
  });

  it('say that a DISABLED queue accepts no new jobs, and a DISABLED compute environment starts none', () => {
    assert.deepEqual(
      textsOf([anEnvironment(), anEnvironment({ name: 'old', state: 'DISABLED' })], {
        state: 'DISABLED',
      }),
      [
        'The queue is DISABLED. It accepts no new jobs, but jobs already in it can finish.',
        'Compute environment old is DISABLED. It starts no jobs.',
      ],
    );
  });

  it('say that all compute environments are full, unless one has room', () => {
    const full = anEnvironment({ desiredVcpus: 256, maxVcpus: 256 });

    assert.deepEqual(textsOf([full]), [
      'The compute environments are at their maximum, so jobs wait until others finish.',
    ]);
    assert.deepEqual(textsOf([full, anEnvironment({ name: 'free' })]), []);
  });

  it('claim nothing about all compute environments while some are unknown', () => {
    const broken = anEnvironment({ status: 'INVALID', statusReason: '' });

    assert.deepEqual(textsOf([broken], { environments: ['spot', 'denied'] }), [
      'Compute environment spot is INVALID.',
    ]);
  });

  it('keep a reason of several lines on one line', () => {
    const [text] = textsOf(undefined, { status: 'INVALID', statusReason: 'a\nb\u202ec' });

    assert.equal(text, 'The queue is INVALID. a b c');
  });
});

describe('Why a job waits', () => {
  it('compares its vCPUs with the largest allowed instance type', () => {
    assert.deepEqual(waitReasons(runnable(32), aQueueView([unscaled()]), undefined), [
      'The job requests 32 vCPUs, but the largest allowed instance type, c5.4xlarge, has 16.',
    ]);
    assert.deepEqual(waitReasons(runnable(16), aQueueView([unscaled()]), undefined), []);
  });

  it('compares its vCPUs with the maximum of the compute environments', () => {
    const small = unscaled({ instanceTypes: ['optimal'], maxVcpus: 8 });

    assert.deepEqual(waitReasons(runnable(32), aQueueView([small]), undefined), [
      'The job requests 32 vCPUs, but compute environment spot has at most 8.',
    ]);
  });

  it('compares its vCPUs with the maximum of Fargate', () => {
    const fargate = unscaled({ resourceType: 'FARGATE', instanceTypes: [], maxVcpus: 256 });

    assert.deepEqual(waitReasons(runnable(32), aQueueView([fargate]), undefined), [
      'The job requests 32 vCPUs, but Fargate allows at most 16.',
    ]);
  });

  it('names the compute environment that comes closest', () => {
    const view = aQueueView([
      unscaled({ maxVcpus: 8 }),
      unscaled({ name: 'large', instanceTypes: ['r6i.8xlarge'] }),
    ]);

    assert.deepEqual(waitReasons(runnable(64), view, undefined), [
      'The job requests 64 vCPUs, but the largest allowed instance type, r6i.8xlarge, has 32.',
    ]);
    assert.deepEqual(waitReasons(runnable(32), view, undefined), []);
  });

  it('does not guess the size of families, of unknown types, or of unknown compute environments', () => {
    const families = unscaled({ instanceTypes: ['c5.large', 'c5'], maxVcpus: 1_000 });
    const unknown = aQueueView([unscaled()], { environments: ['spot', 'denied'] });

    assert.deepEqual(waitReasons(runnable(512), aQueueView([families]), undefined), []);
    assert.deepEqual(waitReasons(runnable(512), unknown, undefined), []);
    assert.deepEqual(waitReasons(runnable(), aQueueView([unscaled()]), undefined), []);
  });

  it('knows sizes only of families without exceptions', () => {
    const sizes = ['m5.large', 'c5.xlarge', 'c5.18xlarge', 'm7i-flex.2xlarge', 'r8g.48xlarge'];

    assert.deepEqual(sizes.map(vcpusOfInstance), [2, 4, 72, 8, 192]);
    for (const type of [
      'c4.8xlarge',
      't3.large',
      'hpc7a.48xlarge',
      'c5.metal',
      'c5',
      'c5.medium',
    ]) {
      assert.equal(vcpusOfInstance(type), undefined, type);
    }
  });

  it('says how much capacity there is, if nothing else explains the wait', () => {
    const broken = anEnvironment({ state: 'DISABLED' });

    assert.deepEqual(waitReasons(runnable(), aQueueView(), undefined), [
      'Compute environment spot has 48 of at most 256 vCPUs.',
    ]);
    assert.equal(waitReasons(runnable(), aQueueView([broken]), undefined).length, 2);
    const many = ['a', 'b', 'c', 'd'].map(name => anEnvironment({ name }));
    assert.equal(waitReasons(runnable(), aQueueView(many), undefined).length, 3);
  });

  it('tells the position of a runnable job', () => {
    const front = [
      { jobId: 'other', since: undefined },
      { jobId: 'job-1', since: undefined },
    ];

    assert.deepEqual(waitReasons(runnable(), aQueueView([unscaled()]), front), [
      'Position in the queue: 2.',
    ]);
    const first = [{ jobId: 'job-1', since: Date.UTC(2026, 10, 1) }];
    const [reason = ''] = waitReasons(runnable(), aQueueView([unscaled()]), first);
    assert.match(reason, /^Position in the queue: 1, since .*2026/);
  });

  it('tells that a job is behind the jobs that AWS Batch lists', () => {
    const front = Array.from({ length: 100 }, (_, index) => ({
      jobId: `other-${index}`,
      since: undefined,
    }));

    assert.deepEqual(waitReasons(runnable(), aQueueView([unscaled()]), front), [
      'The job is behind the first 100 of its queue.',
    ]);
    assert.deepEqual(waitReasons(runnable(), aQueueView([unscaled()]), []), [
      'AWS Batch does not list the job at the front of its queue.',
    ]);
  });

  it('has no position while the job waits for dependencies', () => {
    const pending = aJob({ jobId: 'job-1', status: 'PENDING' });

    assert.deepEqual(waitReasons(pending, aQueueView([unscaled()]), []), []);
  });
});
