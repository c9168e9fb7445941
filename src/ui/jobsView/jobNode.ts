import { objectIn, textIn } from '../../core/base/json';
import type { Job } from '../../core/job/job';
import type { GroupingId } from '../../core/tree/jobGrouping';
import type { GroupPath } from '../../core/tree/jobGroup';

export interface GroupNode {
  readonly kind: 'group';
  readonly grouping: GroupingId;
  readonly path: GroupPath;
}

/** A job in a group, or a child of another job. */
export interface JobLeaf {
  readonly kind: 'job';
  /** The job as last read; the node object stays the same while its job changes. */
  job: Job;
  readonly parent?: GroupNode | JobLeaf;
}

/** Stands for the items left out of a group, of a job's children or of the top level. */
export interface MoreNode {
  readonly kind: 'more';
  readonly parent: GroupNode | JobLeaf | undefined;
  /** The total number of jobs; absent if groups are left out. */
  readonly count: number | undefined;
  /** The id of one of the visible children. */
  readonly childId?: string | undefined;
}

export type JobNode = GroupNode | JobLeaf | MoreNode;

/** VS Code passes nodes to commands untyped. */
export function isJobNode(value: unknown): value is JobNode {
  return ['group', 'job', 'more'].includes(textIn(objectIn(value)['kind']) ?? '');
}
