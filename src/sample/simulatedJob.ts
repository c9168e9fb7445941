import type { Step } from './life';
import type { Random } from './random';
import type { Workload } from './workloads';

/** A job's fixed properties and the states it goes through. */
export interface SimulatedJob {
  readonly jobId: string;
  readonly jobName: string;
  readonly region: string;
  readonly workload: Workload;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly command: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly dependsOn: readonly string[];
  readonly arrayProperties?: Readonly<Record<string, unknown>>;
  /** For a multi-node job, and for one of its nodes. */
  readonly nodeProperties?: Readonly<Record<string, unknown>>;
  readonly nodeDetails?: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
}

/** Maps time to another time axis; changes nothing before some moment. */
export type Warp = (ms: number) => number;

/** The media and workspace a job works for. */
export interface Subject {
  readonly mediaId: string;
  readonly workspaceUid: string;
}

/**
 * How a job receives its subject: as options, in a shell command, as parameters, by tags, or only in its
 * name.
 */
export interface SubjectCarriers {
  readonly objectId: string;
  readonly command: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

export function carriersOf(
  random: Random,
  { program }: Workload,
  { mediaId, workspaceUid }: Subject,
  taskId: string,
): SubjectCarriers {
  const nothing = { objectId: taskId, command: [program], parameters: {}, tags: {} };
  const choice = random.next();
  if (choice < 0.45) {
    const command = [program, '--media_id', mediaId, '--wuid', workspaceUid, '--verbose'];
    return { ...nothing, command };
  }
  if (choice < 0.6) {
    const line = `set -e; ${program} --media_id=${mediaId} --wuid=${workspaceUid} && echo done`;
    return { ...nothing, command: ['bash', '-c', line] };
  }
  if (choice < 0.75) {
    const parameters = { mediaId, workspace_uid: workspaceUid };
    return { ...nothing, command: [program, '--media_id', 'Ref::mediaId'], parameters };
  }
  if (choice < 0.85) {
    return { ...nothing, tags: { media_id: mediaId, team: 'ingest' } };
  }
  return { ...nothing, objectId: mediaId };
}

/** The same states on another time axis. */
export function warpSteps(steps: readonly Step[], warp: Warp): readonly Step[] {
  const warpIfKnown = (ms: number | undefined): number | undefined =>
    ms === undefined ? undefined : warp(ms);
  return steps.map(step => ({
    ...step,
    at: warp(step.at),
    startedAt: warpIfKnown(step.startedAt),
    stoppedAt: warpIfKnown(step.stoppedAt),
    attempts: step.attempts.map(attempt => ({
      ...attempt,
      startedAt: warpIfKnown(attempt.startedAt),
      stoppedAt: warp(attempt.stoppedAt),
    })),
  }));
}
