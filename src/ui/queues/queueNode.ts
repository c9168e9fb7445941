import { objectIn, textIn } from '../../core/base/json';
import type { UserError } from '../../core/diagnostics/errors';
import type { ComputeEnvironment } from '../../core/queues/computeEnvironment';
import type { FrontJob } from '../../core/queues/frontOfQueue';
import type { WaitingJob } from '../../core/queues/queueLoad';
import type { QueueProblem } from '../../core/queues/queueProblems';
import type { CapacityUsage, ShareUsage } from '../../core/queues/queueUtilization';
import type { QueueView } from '../../core/queues/queueView';

/** A node of the queues view. All below a queue name it, because IDs must be unique in the view. */
export type QueueNode =
  | QueueRoot
  | ErrorNode
  | ProblemNode
  | StatusNode
  | CauseNode
  | OldestNode
  | VcpusNode
  | EnvironmentsNode
  | EnvironmentNode
  | UtilizationNode
  | UsageNode
  | ShareNode
  | NoteNode
  | FrontNode
  | FrontJobNode;

export interface QueueRoot {
  readonly kind: 'queue';
  readonly view: QueueView;
  /** ARN, for commands. */
  readonly arn: string;
}

/** What could not be read, and why. */
export interface ErrorNode {
  readonly kind: 'error';
  readonly queue: string;
  readonly error: UserError;
}

export interface ProblemNode {
  readonly kind: 'problem';
  readonly queue: string;
  readonly problem: QueueProblem;
}

/** The jobs of a queue in a status. */
export interface StatusNode {
  readonly kind: 'status';
  readonly queue: string;
  readonly status: string;
  readonly count: number;
}

/** The waiting jobs of a queue for which AWS Batch tells the same cause. */
export interface CauseNode {
  readonly kind: 'cause';
  readonly queue: string;
  readonly causeId: string;
  readonly count: number;
}

export interface OldestNode {
  readonly kind: 'oldest';
  readonly queue: string;
  readonly job: WaitingJob;
  /** Lets commands identify the node's job. */
  readonly jobId: string;
}

export interface VcpusNode {
  readonly kind: 'vcpus';
  readonly queue: string;
  readonly used: number;
  /** Whether the vCPUs of some running jobs are unknown. */
  readonly isAtLeast: boolean;
  readonly max: number | undefined;
}

export interface EnvironmentsNode {
  readonly kind: 'environments';
  readonly view: QueueView;
}

export interface EnvironmentNode {
  readonly kind: 'environment';
  readonly queue: string;
  /** 1 for the environment that AWS Batch tries first. */
  readonly order: number;
  readonly environment: ComputeEnvironment;
  /** ARN, for commands. */
  readonly arn: string;
}

export interface UtilizationNode {
  readonly kind: 'utilization';
  readonly view: QueueView;
}

/** The capacity of one unit that all jobs of a queue use. */
export interface UsageNode {
  readonly kind: 'usage';
  readonly queue: string;
  readonly usage: CapacityUsage;
  /** In milliseconds since the epoch. */
  readonly updatedAt: number | undefined;
}

export interface ShareNode {
  readonly kind: 'share';
  readonly queue: string;
  readonly share: ShareUsage;
  /** Of the capacity in use, at most 1. */
  readonly fraction: number | undefined;
}

/** A text in place of further nodes. */
export interface NoteNode {
  readonly kind: 'note';
  readonly queue: string;
  readonly text: string;
}

export interface FrontNode {
  readonly kind: 'front';
  readonly view: QueueView;
}

export interface FrontJobNode {
  readonly kind: 'frontJob';
  readonly queue: string;
  readonly position: number;
  readonly job: FrontJob;
  /** Undefined for a job that is not in the store. */
  readonly jobName: string | undefined;
  readonly jobId: string;
}

const resourceKinds: readonly unknown[] = ['queue', 'environment'];

/** The ARN of a command's argument, if that is a queue or a compute environment. */
export function resourceArnOf(target: unknown): string | undefined {
  const { kind, arn } = objectIn(target);
  return resourceKinds.includes(kind) ? textIn(arn) : undefined;
}
