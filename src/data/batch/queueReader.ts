import { isUserError, type UserError } from '../../core/diagnostics/errors';
import {
  computeEnvironmentOf,
  type ComputeEnvironment,
  type ComputeEnvironmentDetail,
} from '../../core/queues/computeEnvironment';
import {
  frontOfQueueOf,
  type FrontOfQueue,
  type FrontOfQueueDetail,
} from '../../core/queues/frontOfQueue';
import {
  queueUtilizationOf,
  type QueueUtilization,
  type QueueUtilizationDetail,
} from '../../core/queues/queueUtilization';
import { jobQueueOf, type JobQueue, type JobQueueDetail } from '../../core/queues/jobQueue';

/** The queues of a region and their compute environments. */
export interface QueueReading {
  readonly queues: readonly JobQueue[];
  readonly environments: readonly ComputeEnvironment[];
  /** Why the compute environments are missing: queues may be allowed and compute environments denied. */
  readonly environmentsError: UserError | undefined;
}

/** The part of `BatchApi` that reads queues. */
export interface QueueApi {
  jobQueues(
    names: readonly string[] | undefined,
    signal: AbortSignal,
  ): AsyncIterable<readonly JobQueueDetail[]>;
  computeEnvironments(
    names: readonly string[] | undefined,
    signal: AbortSignal,
  ): AsyncIterable<readonly ComputeEnvironmentDetail[]>;
  queueSnapshot(
    queue: string,
    signal: AbortSignal,
  ): Promise<{
    readonly frontOfQueue: FrontOfQueueDetail | undefined;
    readonly queueUtilization: QueueUtilizationDetail | undefined;
  }>;
  close(): void;
}

/**
 * These queues by name or ARN, or all of the region, with the compute environments that they name.
 * @throws {UserError} if the queues cannot be read; AbortError when aborted
 */
export async function readQueues(
  batch: QueueApi,
  signal: AbortSignal,
  wanted?: readonly string[],
): Promise<QueueReading> {
  const queues: JobQueue[] = [];
  for await (const page of batch.jobQueues(wanted, signal)) {
    queues.push(...page.flatMap(detail => jobQueueOf(detail) ?? []));
  }
  const names = [...new Set(queues.flatMap(({ environments }) => environments))];
  const environments: ComputeEnvironment[] = [];
  try {
    for await (const page of batch.computeEnvironments(names, signal)) {
      environments.push(...page.flatMap(detail => computeEnvironmentOf(detail) ?? []));
    }
    return { queues, environments, environmentsError: undefined };
  } catch (error) {
    if (!isUserError(error)) {
      throw error;
    }
    return { queues, environments, environmentsError: error };
  }
}

/** What a queue does at the moment. */
export interface QueueSnapshot {
  readonly front: FrontOfQueue;
  readonly utilization: QueueUtilization;
}

/**
 * The jobs at the front of a queue, and the capacity that it uses.
 * @throws {UserError} for errors of AWS or the network; AbortError when aborted
 */
export async function readSnapshot(
  batch: QueueApi,
  queue: string,
  signal: AbortSignal,
): Promise<QueueSnapshot> {
  const { frontOfQueue, queueUtilization } = await batch.queueSnapshot(queue, signal);
  return {
    front: frontOfQueueOf(frontOfQueue ?? {}),
    utilization: queueUtilizationOf(queueUtilization ?? {}),
  };
}
