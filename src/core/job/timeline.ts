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
  /** It stands for the children of an array job and never runs itself. */
  readonly isArrayParent?: boolean | undefined;
  /** Its last attempt is known to have run, though perhaps not since when. */
  readonly ran?: boolean | undefined;
}

export interface AttemptTimes {
  readonly startedAt?: number | undefined;
  readonly stoppedAt?: number | undefined;
  /** It is known to have run, though perhaps not since when. */
  readonly ran?: boolean | undefined;
}

export interface Span {
  /** `elapsed`: it cannot be told how much of this time was a wait and how much a run. */
  readonly kind: 'waiting' | 'running' | 'elapsed';
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
  /** The job failed, and none of its attempts ran. */
  readonly neverRan: boolean;
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
  if (job.isArrayParent) {
    line.children(job, now);
    return line;
  }
  const ended = isOver ? endedAttempts(job, attempts) : attempts;
  ended.forEach((attempt, index) => line.attempt(attempt, earlier + index));
  if (!isOver) {
    line.underWay(job, earlier + attempts.length, now);
  }
  line.neverRan = job.status === 'FAILED' && earlier === 0 && !ended.some(ranAtAll);
  return line;
}

/** The attempts of a job that is over, the last one completed with what the job tells of it. */
function endedAttempts(job: JobTimes, attempts: readonly AttemptTimes[]): readonly AttemptTimes[] {
  const last = attempts.at(-1);
  const isDated = timeIn(last?.startedAt) !== undefined || timeIn(last?.stoppedAt) !== undefined;
  const { startedAt, stoppedAt } = isDated && last ? last : job;
  return [
    ...attempts.slice(0, -1),
    {
      startedAt,
      stoppedAt: timeIn(stoppedAt) ?? (isDated ? undefined : job.since),
      // Of an attempt without times nobody knows that it never ran.
      ran: job.status === 'SUCCEEDED' || (last ? last.ran === true || !isDated : job.ran === true),
    },
  ];
}

const ranAtAll = ({ startedAt, ran }: AttemptTimes): boolean =>
  ran === true || timeIn(startedAt) !== undefined;

class Line implements Timeline {
  readonly spans: Span[] = [];
  readonly contradictions: string[] = [];
  neverRan = false;

  /** `at`: when what comes next began. */
  constructor(private at: number | undefined) {}

  attempt({ startedAt, stoppedAt, ran }: AttemptTimes, index: number): void {
    const start = timeIn(startedAt);
    const stop = timeIn(stoppedAt);
    if (start === undefined && ran) {
      this.add('elapsed', index, this.at, stop);
    } else {
      this.add('waiting', index, this.at, start ?? stop);
      this.add('running', index, start, stop);
    }
    this.at = stop ?? start ?? this.at;
  }

  /** From the creation of an array job to its end. */
  children({ status, since, stoppedAt }: JobTimes, now: number): void {
    if (isTerminal(status)) {
      this.add('elapsed', 0, this.at, timeIn(stoppedAt) ?? timeIn(since));
    } else {
      this.addOpen('elapsed', 0, this.at ?? timeIn(since), now);
    }
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
    if (end > start || (end === start && kind !== 'waiting')) {
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
    return t('Inconsistent times: attempt {0} stopped before it started.', attempt + 1);
  }
  return attempt === 0
    ? t('Inconsistent times: the job started or stopped before it was created.')
    : t(
        'Inconsistent times: attempt {0} started before attempt {1} stopped.',
        attempt + 1,
        attempt,
      );
}

/** What a `Date` can hold. */
const latestTime = 8.64e15;

function timeIn(ms: number | undefined): number | undefined {
  return ms !== undefined && Math.abs(ms) <= latestTime ? ms : undefined;
}
