import { ec2Failures, endedByHand, fargateFailures, type Failure } from './failures';
import type { Random } from './random';
import type { Workload } from './workloads';

/** A finished attempt. Times are milliseconds since the epoch. */
export interface Attempt {
  readonly taskId: string;
  readonly startedAt: number | undefined;
  readonly stoppedAt: number;
  readonly statusReason: string;
  readonly exitCode: number | undefined;
  readonly reason: string | undefined;
}

/** A state that a job enters; `at` is when Batch sends its event. */
export interface Step {
  readonly status: string;
  readonly at: number;
  readonly attempts: readonly Attempt[];
  readonly statusReason: string | undefined;
  readonly startedAt: number | undefined;
  readonly stoppedAt: number | undefined;
  /** The task of the current attempt. */
  readonly taskId: string | undefined;
  readonly endedByHand?: 'cancelled' | 'terminated';
}

const second = 1000;

const emptyStep = {
  attempts: [],
  statusReason: undefined,
  startedAt: undefined,
  stoppedAt: undefined,
  taskId: undefined,
} as const;

/** The states of a job submitted at `createdAt`. A stuck job never finishes. */
export function lifeOf(random: Random, workload: Workload, createdAt: number): readonly Step[] {
  const steps: Step[] = [];
  let at = createdAt + random.between(0.3, 1.5) * second;
  if (random.chance(0.12)) {
    // It depends on another job. Batch rarely sends an event for the submission itself.
    steps.push({ ...emptyStep, status: 'SUBMITTED', at });
    at += random.between(0.5, 3) * second;
    steps.push({ ...emptyStep, status: 'PENDING', at });
    at += random.around(90 * second);
  }
  steps.push({ ...emptyStep, status: 'RUNNABLE', at });
  const fate = random.next();
  if (fate < 0.012) {
    return steps;
  }
  if (fate < 0.025) {
    at += random.around(120 * second);
    return [...steps, cancelled(random, at)];
  }
  return [...steps, ...attemptsFrom(random, workload, at)];
}

/** An array parent waits in PENDING for its children (AWS Batch User Guide, "Array jobs"). */
export function parentLife(
  random: Random,
  createdAt: number,
  children: readonly (readonly Step[])[],
): readonly Step[] {
  const pending = {
    ...emptyStep,
    status: 'PENDING',
    at: createdAt + random.between(0.2, 0.3) * second,
  };
  const ends = children.flatMap(steps => steps.at(-1) ?? []);
  if (ends.some(({ stoppedAt }) => stoppedAt === undefined)) {
    return [pending];
  }
  const stoppedAt = Math.max(...ends.map(({ at }) => at)) + random.between(0.2, 0.8) * second;
  const failed = ends.some(({ status }) => status === 'FAILED');
  return [
    pending,
    {
      ...emptyStep,
      status: failed ? 'FAILED' : 'SUCCEEDED',
      at: stoppedAt + second / 4,
      statusReason: failed ? 'Array Child Job failed' : undefined,
      stoppedAt,
    },
  ];
}

function attemptsFrom(random: Random, workload: Workload, runnableAt: number): readonly Step[] {
  const steps: Step[] = [];
  let attempts: readonly Attempt[] = [];
  let at = runnableAt;
  for (;;) {
    const taskId = random.hex(32);
    const failure = random.chance(workload.failing) ? failureOf(random, workload) : undefined;
    at += random.around(35 * second, 0.8);
    steps.push({ ...emptyStep, status: 'STARTING', at, attempts, taskId });
    at += random.around(20 * second);
    const ran = failure?.beforeStart !== true;
    const startedAt = ran ? at - random.between(0.1, 0.8) * second : undefined;
    if (ran) {
      steps.push({ ...emptyStep, status: 'RUNNING', at, attempts, startedAt, taskId });
      at += runTime(random, workload, failure);
    }
    const byHand = ran && random.chance(0.006);
    const attempt: Attempt = {
      taskId,
      startedAt,
      stoppedAt: at - random.between(0.05, 0.5) * second,
      statusReason: byHand
        ? random.pick(endedByHand)
        : (failure?.statusReason(random) ?? 'Essential container in task exited'),
      exitCode: byHand ? 143 : failure ? failure.exitCode?.(random) : 0,
      reason: byHand ? undefined : failure?.reason?.(random),
    };
    attempts = [...attempts, attempt];
    const isLast = failure?.final === true || attempts.length >= workload.attempts;
    const isOver = byHand || !failure || isLast;
    if (isOver) {
      const status = byHand || failure ? 'FAILED' : 'SUCCEEDED';
      return [...steps, { ...ended(status, at, attempts, attempt), ...(byHand && terminated) }];
    }
    at += random.between(0.5, 2) * second;
    const { statusReason } = attempt;
    steps.push({ ...emptyStep, status: 'RUNNABLE', at, attempts, statusReason });
  }
}

const terminated = { endedByHand: 'terminated' } as const;

function ended(
  status: string,
  at: number,
  attempts: readonly Attempt[],
  { statusReason, startedAt, stoppedAt, taskId }: Attempt,
): Step {
  return { status, at, attempts, statusReason, startedAt, stoppedAt, taskId };
}

function failureOf(random: Random, { platform }: Workload): Failure {
  return random.weighted<Failure>(platform === 'EC2' ? ec2Failures : fargateFailures);
}

/** A timeout takes the full time allowed; a few jobs take many times the median. */
function runTime(random: Random, workload: Workload, failure: Failure | undefined): number {
  if (failure?.timeout) {
    return workload.timeoutSeconds * second;
  }
  const slow = random.chance(0.02) ? 6 : 1;
  return Math.min(
    random.around(workload.medianRun) * slow * (failure ? random.between(0.1, 1) : 1),
    workload.timeoutSeconds * second * 0.95,
  );
}

function cancelled(random: Random, at: number): Step {
  const stoppedAt = at - 0.2 * second;
  return {
    ...emptyStep,
    status: 'FAILED',
    at,
    stoppedAt,
    statusReason: random.pick(endedByHand),
    endedByHand: 'cancelled',
  };
}
