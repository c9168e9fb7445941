import { Emitter, type Disposable } from './emitter';
import type { Job } from './job';
import { supersedes } from './sequence';

/** What one batch did, so that listeners work in time proportional to the change. */
export interface JobChange {
  readonly revision: number;
  readonly added: readonly Job[];
  readonly changed: readonly { readonly before: Job; readonly after: Job }[];
  readonly removed: readonly Job[];
}

/** All known jobs, each in its latest state. The only owner of jobs in the extension. */
export class JobStore implements Disposable {
  private readonly byId = new Map<string, Job>();
  private readonly changes = new Emitter<JobChange>();
  private currentRevision = 0;

  readonly onDidChange = this.changes.event;

  get size(): number {
    return this.byId.size;
  }

  /** Rises with every change. */
  get revision(): number {
    return this.currentRevision;
  }

  get(jobId: string): Job | undefined {
    return this.byId.get(jobId);
  }

  jobs(): IterableIterator<Job> {
    return this.byId.values();
  }

  /** Takes in what was read from the table; a state that is older than the known one is left out. */
  apply(batch: Iterable<Job>): void {
    const added: Job[] = [];
    const changed: { before: Job; after: Job }[] = [];
    for (const job of batch) {
      const before = this.byId.get(job.jobId);
      if (before === undefined) {
        added.push(job);
      } else if (isOlder(job, before) || isSame(job, before)) {
        continue;
      } else {
        changed.push({ before, after: job });
      }
      this.byId.set(job.jobId, job);
    }
    this.announce({ added, changed, removed: [] });
  }

  /** Drops every job that a complete read of the table did not find. */
  retainOnly(jobIds: ReadonlySet<string>): void {
    const removed = [...this.byId.values()].filter(({ jobId }) => !jobIds.has(jobId));
    for (const { jobId } of removed) {
      this.byId.delete(jobId);
    }
    this.announce({ added: [], changed: [], removed });
  }

  /** Forgets everything: the jobs of one table are never shown as those of another. */
  clear(): void {
    this.retainOnly(new Set());
  }

  dispose(): void {
    this.changes.dispose();
  }

  private announce(change: Omit<JobChange, 'revision'>): void {
    if (change.added.length + change.changed.length + change.removed.length > 0) {
      this.currentRevision++;
      this.changes.fire({ ...change, revision: this.currentRevision });
    }
  }
}

/** Only where the order is beyond doubt; else the table's later answer counts. */
function isOlder(job: Job, than: Job): boolean {
  return supersedes(than, job) && !supersedes(job, than);
}

function isSame(a: Job, b: Job): boolean {
  return (Object.keys(a) as (keyof Job)[]).every(field => a[field] === b[field]);
}
