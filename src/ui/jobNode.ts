import type { Job } from '../core/job';

export interface TaskTypeNode {
  readonly kind: 'taskType';
  readonly taskType: string;
}

export interface StatusNode {
  readonly kind: 'status';
  readonly taskType: string;
  readonly status: string;
  readonly count: number;
}

export interface JobLeaf {
  readonly kind: 'job';
  readonly job: Job;
}

/** Stands for the jobs of a group beyond the first ones. */
export interface MoreNode {
  readonly kind: 'more';
  readonly group: StatusNode;
}

export type JobNode = TaskTypeNode | StatusNode | JobLeaf | MoreNode;

/** Nodes come back to commands from VS Code untyped. */
export function isJobNode(value: unknown): value is JobNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    ['taskType', 'status', 'job', 'more'].includes(value.kind as string)
  );
}
