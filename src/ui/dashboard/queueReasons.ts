import type { Job } from '../../core/job/job';

/** Sentences about the queue of a waiting job; none if the queues may not be read. */
export type ReadQueueReasons = (job: Job) => Promise<readonly string[]>;

/** What the queue tells about the job in the details. The reader caches, so asking again costs nothing. */
export class QueueReasons {
  private known: { readonly jobId: string; readonly reasons: readonly string[] } | undefined;

  /** The job that was asked about last. */
  private asked: string | undefined;

  constructor(
    private readonly read: ReadQueueReasons = () => Promise.resolve([]),
    /** Called when the reasons of a job have changed. */
    private readonly onRead: (jobId: string) => void = () => undefined,
  ) {}

  /** What is known by now; undefined if that is nothing. */
  of(job: Job): string[] | undefined {
    void this.update(job);
    const reasons = this.knownOf(job.jobId);
    return reasons.length > 0 ? [...reasons] : undefined;
  }

  /** The store now holds another table. */
  forget(): void {
    this.known = undefined;
    this.asked = undefined;
  }

  private knownOf(jobId: string): readonly string[] {
    return this.known?.jobId === jobId ? this.known.reasons : [];
  }

  private async update(job: Job): Promise<void> {
    const { jobId } = job;
    this.asked = jobId;
    const reasons = await this.read(job);
    if (jobId === this.asked && JSON.stringify(reasons) !== JSON.stringify(this.knownOf(jobId))) {
      this.known = { jobId, reasons };
      this.onRead(jobId);
    }
  }
}
