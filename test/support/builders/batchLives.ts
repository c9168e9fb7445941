import type { JobStatus } from '@aws-sdk/client-batch';
import type { Random } from '../../../src/sample/random';
import type { LocalBatch } from '../emulators/aws/localBatch';

/** Jobs that are submitted and live at random in a local AWS Batch. */
export class BatchLives {
  private readonly active = new Set<string>();
  private count = 0;

  constructor(
    private readonly batch: LocalBatch,
    private readonly random: Random,
    readonly clock: { now: number },
    private readonly max: number,
  ) {}

  get submitted(): number {
    return this.count;
  }

  /** Lets time pass: some jobs are submitted, others move on. */
  step(): void {
    this.clock.now += this.random.integer(0, 40_000);
    const { jobs } = this.batch;
    while (this.count < this.max && this.random.chance(0.6)) {
      this.submit();
    }
    for (const jobId of this.active) {
      const job = jobs.get(jobId);
      if (job && this.random.chance(0.3)) {
        this.move(jobId, job.status);
      }
    }
  }

  private submit(): void {
    const jobId = `job${this.count++}`;
    const { now } = this.clock;
    const index = this.random.integer(0, this.batch.queues.length - 1);
    const queue = this.batch.queues[index]?.jobQueueArn;
    if (this.random.chance(0.05)) {
      const size = this.random.integer(2, 5);
      const array = { status: 'PENDING', jobQueue: queue, createdAt: now } as const;
      this.batch.put({ jobId, ...array, arrayProperties: { size } });
      for (let child = 0; child < size; child++) {
        const childId = `${jobId}:${child}`;
        const arrayProperties = { index: child };
        this.batch.put({ jobId: childId, jobQueue: queue, createdAt: now, arrayProperties });
        this.active.add(childId);
      }
    } else {
      this.batch.put({ jobId, jobQueue: queue, createdAt: now });
      this.active.add(jobId);
    }
  }

  private move(jobId: string, status: JobStatus | undefined): void {
    const { now } = this.clock;
    const next = nextStatus(status, this.random);
    const hasEnded = next === 'SUCCEEDED' || next === 'FAILED';
    this.batch.put({
      jobId,
      status: next,
      ...(next === 'RUNNING' ? { startedAt: now } : {}),
      ...(hasEnded ? { stoppedAt: now, container: { exitCode: next === 'FAILED' ? 1 : 0 } } : {}),
      ...(status === 'RUNNING' && !hasEnded ? { attempts: [{ stoppedAt: now }] } : {}),
    });
    if (hasEnded) {
      this.active.delete(jobId);
      this.endParent(jobId);
    }
  }

  /** An array job ends after its last child. */
  private endParent(jobId: string): void {
    const [parentId = ''] = jobId.split(':');
    const parent = this.batch.jobs.get(parentId);
    if (parentId === jobId || !parent?.arrayProperties?.size) {
      return;
    }
    const { size } = parent.arrayProperties;
    const statuses = Array.from(
      { length: size },
      (_, index) => this.batch.jobs.get(`${parentId}:${index}`)?.status,
    );
    if (statuses.every(status => status === 'SUCCEEDED' || status === 'FAILED')) {
      const status = statuses.includes('FAILED') ? 'FAILED' : 'SUCCEEDED';
      this.batch.put({ jobId: parentId, status, stoppedAt: this.clock.now });
    }
  }
}

function nextStatus(status: JobStatus | undefined, random: Random): JobStatus {
  switch (status) {
    case 'SUBMITTED':
      return random.chance(0.3) ? 'PENDING' : 'RUNNABLE';
    case 'PENDING':
      return 'RUNNABLE';
    case 'RUNNABLE':
      return random.chance(0.1) ? 'FAILED' : 'STARTING';
    case 'STARTING':
      return random.chance(0.1) ? 'RUNNABLE' : 'RUNNING';
    case 'RUNNING':
    case 'SUCCEEDED':
    case 'FAILED':
    case undefined:
      return random.pick(['SUCCEEDED', 'SUCCEEDED', 'FAILED', 'RUNNABLE'] as const);
  }
}
