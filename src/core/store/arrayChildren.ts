import { ownText } from '../base/ownText';
import { arrayParentOf } from '../job/arrayParent';
import type { Job } from '../job/job';

/** How many children of each array job are in the store, by the id of the array job. */
export class ArrayChildren {
  private readonly counts = new Map<string, number>();

  get isEmpty(): boolean {
    return this.counts.size === 0;
  }

  has(parentId: string): boolean {
    return this.counts.has(parentId);
  }

  /** One job takes the place of another; undefined stands for none. */
  replace(before: ChildFields | undefined, after: ChildFields | undefined): void {
    const [from, to] = [parentOf(before), parentOf(after)];
    if (from !== to) {
      this.count(from, -1);
      this.count(to, 1);
    }
  }

  /** The array jobs that would lose their last child or get their first one. */
  changedBy(before: ChildFields | undefined, after: ChildFields | undefined): readonly string[] {
    const [from, to] = [parentOf(before), parentOf(after)];
    if (from === to) {
      return none;
    }
    return [
      ...(from !== undefined && this.counts.get(from) === 1 ? [from] : none),
      ...(to !== undefined && !this.has(to) ? [to] : none),
    ];
  }

  private count(parentId: string | undefined, by: 1 | -1): void {
    if (parentId === undefined) {
      return;
    }
    const known = this.counts.get(parentId);
    const count = (known ?? 0) + by;
    if (count > 0) {
      this.counts.set(known === undefined ? ownText(parentId) : parentId, count);
    } else {
      this.counts.delete(parentId);
    }
  }
}

export type ChildFields = Pick<Job, 'jobId' | 'parentId'>;

const none: readonly string[] = [];

function parentOf(job: ChildFields | undefined): string | undefined {
  return job && arrayParentOf(job.jobId, job.parentId);
}
