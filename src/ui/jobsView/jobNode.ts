import type { Job } from '../../core/job/job';
import type { GroupingId } from '../../core/tree/jobGrouping';
import type { GroupPath } from '../../core/tree/jobTree';

export interface GroupNode {
  readonly kind: 'group';
  readonly grouping: GroupingId;
  readonly path: GroupPath;
}

/** A job in a group, or among the children of another one. */
export interface JobLeaf {
  readonly kind: 'job';
  /** As it was when it was looked at last: the node stays the same while its job goes on. */
  job: Job;
  readonly parent?: GroupNode | JobLeaf;
}

/** Stands for what is left out of a group, of a job's children or of the top level. */
export interface MoreNode {
  readonly kind: 'more';
  readonly parent: GroupNode | JobLeaf | undefined;
  /** Jobs in all; absent where groups are left out. */
  readonly count: number | undefined;
  /** One of the children on show. */
  readonly childId?: string | undefined;
}

export type JobNode = GroupNode | JobLeaf | MoreNode;

/** Nodes come back to commands from VS Code untyped. */
export function isJobNode(value: unknown): value is JobNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    ['group', 'job', 'more'].includes(value.kind as string)
  );
}
