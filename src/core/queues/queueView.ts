import type { ComputeEnvironment } from './computeEnvironment';
import type { JobQueue } from './jobQueue';

/** A queue with the compute environments that are known, in its order. */
export interface QueueView {
  readonly queue: JobQueue;
  readonly environments: readonly ComputeEnvironment[];
}

/** Joins queues with their compute environments; sorted by name. */
export function queueViewsOf(
  queues: readonly JobQueue[],
  environments: readonly ComputeEnvironment[],
): readonly QueueView[] {
  const known = new Map<string, ComputeEnvironment>();
  for (const environment of environments) {
    known.set(environment.name, environment);
    known.set(environment.arn, environment);
  }
  return [...queues]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(queue => ({
      queue,
      environments: queue.environments.flatMap(reference => known.get(reference) ?? []),
    }));
}

/** The vCPUs that a queue’s compute environments may have together; undefined if one does not tell. */
export function maxVcpusOf({ queue, environments }: QueueView): number | undefined {
  const all = environments.map(({ maxVcpus }) => maxVcpus ?? NaN);
  const sum = all.reduce((total, one) => total + one, 0);
  return all.length > 0 && all.length === queue.environments.length && sum > 0 ? sum : undefined;
}
