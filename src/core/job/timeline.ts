import { t } from '@vscode/l10n';
import { isTerminal } from './status';

/** What is known of when a job was what; times are milliseconds since the epoch. */
export interface JobTimes {
  readonly status: string;
  /** When the job came into this status. */
  readonly since?: number | undefined;
  readonly createdAt?: number | undefined;
  readonly startedAt?: number | undefined;
  readonly stoppedAt?: number | undefined;
}

export interface AttemptTimes {
  readonly startedAt?: number | undefined;
  readonly stoppedAt?: number | undefined;
}

export interface Span {
  readonly kind: 'waiting' | 'running';
  /** Which attempt it belongs to, from 0. */
  readonly attempt: number;
  readonly start: number;
  readonly end: number;
  /** Not over yet: it ends now. */
  readonly isOpen: boolean;
}

export interface Timeline {
  /** In their order in time; none of negative length. */
  readonly spans: readonly Span[];
  /** Sentences about times that cannot all be true. */
  readonly contradictions: readonly string[];
}

/** Contradictions told; damaged attempts have the same over and over. */
const maxContradictions = 3;

/**
 * When a job waited and when it ran, attempt by attempt. Batch lists an attempt when it has ended, so
 * the one under way is known from the job alone. Clocks of different machines may contradict each
 * other: such times make no span, they are told.
 */
export function timelineOf(
  job: JobTimes,
  attempts: readonly AttemptTimes[],
  now: number,
  /** Attempts before these, of which nothing is known. */
  earlier = 0,
): Timeline {
  const line = new Line(earlier === 0 ? timeIn(job.createdAt) : undefined);
  const isOver = isTerminal(job.status);
  attempts.forEach((attempt, index) => line.attempt(attempt, earlier + index));
  if (isOver && attempts.length === 0) {
    const stoppedAt = timeIn(job.stoppedAt) ?? timeIn(job.since);
    line.attempt({ startedAt: job.startedAt, stoppedAt }, 0);
  } else if (!isOver) {
    line.underWay(job, earlier + attempts.length, now);
  }
  return line;
}

class Line implements Timeline {
  readonly spans: Span[] = [];
  readonly contradictions: string[] = [];

  /** `at`: when what comes next began. */
  constructor(private at: number | undefined) {}

  attempt({ startedAt, stoppedAt }: AttemptTimes, index: number): void {
    const start = timeIn(startedAt);
    const stop = timeIn(stoppedAt);
    this.add('waiting', index, this.at, start ?? stop);
    this.add('running', index, start, stop);
    this.at = stop ?? start ?? this.at;
  }

  underWay({ status, since, startedAt }: JobTimes, index: number, now: number): void {
    const changed = timeIn(since);
    const start = timeIn(startedAt);
    // A job that runs again may still tell of its first start.
    const isFresh = start !== undefined && (index === 0 || start >= (this.at ?? -Infinity));
    const runsSince = status === 'RUNNING' ? (isFresh ? start : changed) : undefined;
    if (runsSince === undefined) {
      this.addOpen('waiting', index, this.at ?? changed, now);
    } else {
      this.add('waiting', index, this.at, runsSince);
      this.addOpen('running', index, runsSince, now);
    }
  }

  private add(kind: Span['kind'], attempt: number, start?: number, end?: number): void {
    if (start === undefined || end === undefined) {
      return;
    }
    if (end > start || (end === start && kind === 'running')) {
      this.spans.push({ kind, attempt, start, end, isOpen: false });
    } else if (end < start && this.contradictions.length < maxContradictions) {
      this.contradictions.push(contradiction(kind, attempt));
    }
  }

  /** A clock that is ahead of ours is no contradiction. */
  private addOpen(kind: Span['kind'], attempt: number, start: number | undefined, now: number) {
    if (start !== undefined) {
      this.spans.push({ kind, attempt, start, end: Math.max(start, now), isOpen: true });
    }
  }
}

function contradiction(kind: Span['kind'], attempt: number): string {
  if (kind === 'running') {
    return t('Attempt {0} is said to have stopped before it started.', attempt + 1);
  }
  return attempt === 0
    ? t('The job is said to have started or stopped before it was created.')
    : t('Attempt {0} is said to have started before attempt {1} stopped.', attempt + 1, attempt);
}

/** What a `Date` can hold. */
const latestTime = 8.64e15;

function timeIn(ms: number | undefined): number | undefined {
  return ms !== undefined && Math.abs(ms) <= latestTime ? ms : undefined;
}
