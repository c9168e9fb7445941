import type { Random } from './random';

/** A way in which an attempt fails. */
export interface Failure {
  readonly weight: number;
  readonly statusReason: (random: Random) => string;
  /** The reason that the container reports. */
  readonly reason?: (random: Random) => string;
  /** A lost host leaves no exit code. */
  readonly exitCode?: (random: Random) => number;
  /** The container never ran. */
  readonly beforeStart?: true;
  /** Batch does not retry it: it would fail the same way, or the job has timed out. */
  readonly final?: true;
  /** It runs until the timeout. */
  readonly timeout?: true;
}

const exited = (): string => 'Essential container in task exited';
const startFailed = (): string => 'Task failed to start';

const applicationError: Failure = {
  weight: 5,
  statusReason: exited,
  exitCode: random => random.pick([1, 1, 1, 2, 3, 64, 255]),
};

const outOfMemory: Failure = {
  weight: 3,
  statusReason: exited,
  reason: () => 'OutOfMemoryError: Container killed due to memory usage',
  exitCode: () => 137,
};

const hostLost: Failure = {
  weight: 2,
  statusReason: random => `Host EC2 (instance i-0${random.hex(16)}) terminated.`,
};

const cannotPull: Failure = {
  weight: 1,
  statusReason: startFailed,
  reason: random =>
    'CannotPullContainerError: Error response from daemon: manifest for ' +
    `123456789012.dkr.ecr.eu-west-1.amazonaws.com/worker:${random.hex(7)} not found: ` +
    'manifest unknown: Requested image not found',
  beforeStart: true,
  final: true,
};

const timedOut: Failure = {
  weight: 1,
  statusReason: () => 'Job attempt duration exceeded timeout',
  exitCode: () => 137,
  final: true,
  timeout: true,
};

const dockerTimeout: Failure = {
  weight: 1,
  statusReason: startFailed,
  reason: () => 'DockerTimeoutError: Could not transition to created; timed out after waiting 4m0s',
  beforeStart: true,
};

const noNetworkInterface: Failure = {
  weight: 2,
  statusReason: () => 'Timeout waiting for network interface provisioning to complete.',
  beforeStart: true,
};

const noSecret: Failure = {
  weight: 1,
  statusReason: () =>
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource ' +
    'retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s)',
  beforeStart: true,
  final: true,
};

/** On EC2 instances, mostly Spot. */
export const ec2Failures = [
  applicationError,
  outOfMemory,
  hostLost,
  cannotPull,
  timedOut,
  dockerTimeout,
] as const;

export const fargateFailures = [
  applicationError,
  outOfMemory,
  noNetworkInterface,
  noSecret,
  timedOut,
] as const;

/** Reasons that users give when they end a job. */
export const endedByHand = [
  'Canceled by operator: wrong media',
  'Superseded by a newer submission',
  'Terminated by operator: stuck for hours',
] as const;
