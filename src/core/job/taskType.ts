import { definitionName, queueName } from './arn';
import type { Job } from './job';

/**
 * Assigns a task type. A job matches if its queue's name contains every string of `queue` and its
 * definition's name every string of `definition`, ignoring case.
 */
export interface TaskTypeRule {
  readonly name: string;
  readonly queue?: readonly string[];
  readonly definition?: readonly string[];
}

const ingest = 'Ingest';
const assembly = 'Assembly (Zip Package)';
const textRecognition = 'Text Recognition';
const storage = 'Storage';

/** The first matching rule wins. */
export const defaultTaskTypeRules: readonly TaskTypeRule[] = [
  { name: ingest, queue: ['orchestrator', 'ingest'] },
  { name: assembly, queue: ['assembly'] },
  { name: textRecognition, queue: ['text-recognition'] },
  { name: textRecognition, queue: ['text_recognition'] },
  { name: storage, definition: ['storage'] },
  { name: assembly, definition: ['assembly'] },
  { name: textRecognition, definition: ['text', 'recognition'] },
  { name: ingest, definition: ['ingest'] },
  { name: ingest, definition: ['orchestrator'] },
];

/** The fields of a job that determine its task type. */
export type Workload = Pick<Job, 'jobQueue' | 'jobDefinition'>;

/**
 * Returns a function from job to task type. A job that matches no rule takes the name of its queue, else of
 * its definition. Results are cached: a table of a million jobs has few queues and definitions.
 */
export function makeTaskTypeOf(rules: readonly TaskTypeRule[]): (job: Workload) => string {
  const known = new Map<string, string>();
  return job => {
    const key = `${job.jobQueue}\n${job.jobDefinition}`;
    const taskType = known.get(key) ?? classify(rules, job);
    known.set(key, taskType);
    return taskType;
  };
}

function classify(rules: readonly TaskTypeRule[], job: Workload): string {
  const queue = queueName(job.jobQueue);
  const definition = definitionName(job.jobDefinition);
  const rule = rules.find(
    candidate =>
      containsAll(queue, candidate.queue) && containsAll(definition, candidate.definition),
  );
  return rule?.name ?? [queue, definition].find(name => name !== '') ?? 'Unknown';
}

function containsAll(name: string, texts: readonly string[] = []): boolean {
  const lower = name.toLowerCase();
  return texts.every(text => lower.includes(text.toLowerCase()));
}
