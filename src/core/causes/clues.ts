import type { CauseFields } from './cause';

/** Longer reasons are cut: what AWS has to say stands at the beginning, and matching must stay fast. */
const maxLength = 2048;

/** A job's reasons, ready to be compared. */
export interface Clues {
  readonly exitCode: number | undefined;
  readonly hasFailed: boolean;
  readonly statusReason: string;
  /** All reasons that are not empty, in lower case: the container's first. */
  readonly reasons: readonly string[];
  /** Whether the reasons say no more than that a container exited. */
  readonly areGeneric: boolean;
}

const generic = new Set([
  'essential container in task exited',
  'essential container in task exited.',
  'error',
  'completed',
]);

export function cluesOf({ status, statusReason, reason, exitCode, facts }: CauseFields): Clues {
  const blocked = status === 'FAILED' ? undefined : facts?.blocked?.reason;
  const [container = '', job = '', queue = ''] = [reason, statusReason, blocked].map(normalized);
  const reasons = [container, job, queue].filter(text => text !== '');
  return {
    exitCode: exitCode ?? undefined,
    hasFailed: status !== 'SUCCEEDED',
    statusReason: job,
    reasons,
    areGeneric: reasons.every(text => generic.has(text)),
  };
}

const normalized = (text: string | null | undefined): string =>
  (text ?? '').slice(0, maxLength).trim().toLowerCase();
