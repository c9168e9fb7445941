import type { JobSummary } from '@aws-sdk/client-batch';
import { isTerminal } from '../../core/job/status';
import type { RawItem } from '../table/jobTable';
import { itemOfJob, listedJob, type DescribedJob } from './describedJobs';

interface KnownJob {
  readonly queue: string;
  readonly status: string;
  /** When it entered its status, as far as known, in milliseconds since the epoch. */
  readonly since: number;
  readonly createdAt: number;
  /** What the lists tell of its state; equal texts are the same state. */
  readonly listed: string;
  readonly isDescribed: boolean;
  /** While it is unfinished: lists leave out most of it. */
  readonly detail: DescribedJob | undefined;
}

/** Items to apply to the store. `commit` remembers them; it must run only after they were applied. */
export interface JobChanges {
  readonly items: readonly RawItem[];
  readonly commit: () => void;
}

/** A listed job; AWS Batch always tells its id. */
type Listed = JobSummary & { readonly jobId: string };

/** How much later a state must be to replace a later one of the job's life; see `core/job/sequence`. */
const skewToleranceMs = 2_000;

/** What the source knows of its jobs, so that it passes on only what changed, and describes jobs only once. */
export class KnownJobs {
  private readonly jobs = new Map<string, KnownJob>();
  private readonly unfinished = new Set<string>();
  /** Jobs to describe. */
  private readonly undescribed = new Set<string>();
  /** The jobs to describe, the next one last; undefined if it is not known any more. */
  private order: string[] | undefined;

  /** The jobs of a page of a list that are new or changed. */
  listed(queue: string, summaries: readonly JobSummary[], observedAt: number): JobChanges {
    const changes: (readonly [string, KnownJob, RawItem])[] = [];
    for (const summary of summaries.filter(isListed)) {
      const before = this.jobs.get(summary.jobId);
      const listed = stateText(summary);
      const isFinal = before !== undefined && isTerminal(before.status);
      if (before?.listed === listed || (isFinal && (before.isDescribed || !isEnd(summary)))) {
        continue;
      }
      const job = listedJob(summary, queue, before?.detail);
      const since = sinceOf(job, before, observedAt);
      const isDescribed = before?.isDescribed === true && !tellsMore(before.status, job.status);
      const known = knownJob(queue, job, { since, listed, isDescribed });
      changes.push([summary.jobId, known, itemOfJob(job, since)]);
    }
    return this.changes(changes);
  }

  /** The jobs that were described. Those that changed since they were requested are left out. */
  described(requested: ReadonlyMap<string, string>, jobs: readonly DescribedJob[], now: number) {
    const changes: (readonly [string, KnownJob, RawItem])[] = [];
    for (const job of jobs) {
      const before = this.jobs.get(job.jobId);
      if (!before || before.listed !== requested.get(job.jobId)) {
        continue;
      }
      const since = sinceOf(job, before, now);
      const listed = before.status === job.status ? before.listed : stateText(job);
      const known = knownJob(before.queue, job, { since, listed, isDescribed: true });
      changes.push([job.jobId, known, itemOfJob(job, since)]);
    }
    const found = new Set(jobs.map(({ jobId }) => jobId));
    const { items, commit } = this.changes(changes);
    return {
      items,
      commit: () => {
        commit();
        for (const jobId of requested.keys()) {
          if (!found.has(jobId)) {
            this.forgotten(jobId);
          }
        }
      },
    };
  }

  /** The jobs of these queues that had not ended and are in no list any more, without children and nodes. */
  disappeared(seen: ReadonlySet<string>, queues: ReadonlySet<string>): string[] {
    return [...this.unfinished].filter(
      jobId => !seen.has(jobId) && !isPart(jobId) && queues.has(this.jobs.get(jobId)?.queue ?? ''),
    );
  }

  /** The next jobs to describe: failed ones first, then the newest. */
  nextUndescribed(max: number): readonly string[] {
    const rank = (jobId: string): number => {
      const job = this.jobs.get(jobId);
      return (job?.createdAt ?? 0) + (job?.status === 'FAILED' ? Number.MAX_SAFE_INTEGER / 2 : 0);
    };
    // In ascending order of rank; kept, because sorting very many jobs for each call would take long.
    this.order ??= [...this.undescribed].sort((a, b) => rank(a) - rank(b));
    const next: string[] = [];
    while (next.length < max && this.order.length > 0) {
      const jobId = this.order.pop() ?? '';
      if (this.undescribed.has(jobId)) {
        next.push(jobId);
      }
    }
    this.order = this.order.length === 0 ? undefined : this.order;
    return next;
  }

  /** The current state of these jobs, to compare with when they have been described. */
  statesOf(jobIds: readonly string[]): ReadonlyMap<string, string> {
    return new Map(jobIds.map(jobId => [jobId, this.jobs.get(jobId)?.listed ?? '']));
  }

  get(jobId: string): Pick<KnownJob, 'queue' | 'status' | 'since' | 'createdAt'> | undefined {
    return this.jobs.get(jobId);
  }

  private changes(changes: readonly (readonly [string, KnownJob, RawItem])[]): JobChanges {
    return {
      items: changes.map(([, , item]) => item),
      commit: () => changes.forEach(([jobId, job]) => this.remember(jobId, job)),
    };
  }

  private remember(jobId: string, job: KnownJob): void {
    this.jobs.set(jobId, job);
    setMember(this.unfinished, jobId, !isTerminal(job.status));
    if (!job.isDescribed && !this.undescribed.has(jobId)) {
      this.order = undefined;
    }
    setMember(this.undescribed, jobId, !job.isDescribed);
  }

  /** AWS Batch does not know the job any more: it is not described again. */
  private forgotten(jobId: string): void {
    this.unfinished.delete(jobId);
    this.undescribed.delete(jobId);
  }
}

const isListed = (summary: JobSummary): summary is Listed =>
  typeof summary.jobId === 'string' && summary.jobId !== '';

const isEnd = ({ status }: JobSummary): boolean => isTerminal(status ?? '');

/** Whether a job is a child of an array job, or a node. */
const isPart = (jobId: string): boolean => /[:#]/.test(jobId);

const setMember = (set: Set<string>, jobId: string, isMember: boolean): void => {
  if (isMember) {
    set.add(jobId);
  } else {
    set.delete(jobId);
  }
};

/** Whether a description tells more after this change: a log from RUNNING on, attempts from the end of one on. */
const tellsMore = (before: string, status = ''): boolean =>
  before !== status && (before === 'RUNNING' || status === 'RUNNING' || isTerminal(status));

function knownJob(
  queue: string,
  job: DescribedJob,
  { since, listed, isDescribed }: Pick<KnownJob, 'since' | 'listed' | 'isDescribed'>,
): KnownJob {
  const status = job.status ?? '';
  return {
    queue,
    status,
    since,
    createdAt: job.createdAt ?? 0,
    listed,
    isDescribed,
    detail: isTerminal(status) ? undefined : job,
  };
}

/** AWS Batch reports 0 where something has not happened. */
export const positive = (time: number | undefined): number | undefined =>
  time !== undefined && time > 0 ? time : undefined;

/** AWS Batch tells when a job started and stopped, but not when it entered the other states. */
function sinceOf(job: DescribedJob, before: KnownJob | undefined, observedAt: number): number {
  const { status = '', createdAt = observedAt, startedAt, stoppedAt } = job;
  if (isTerminal(status)) {
    return positive(stoppedAt) ?? observedAt;
  }
  if (status === 'RUNNING' && positive(startedAt) !== undefined) {
    return startedAt ?? observedAt;
  }
  if (!before) {
    return createdAt;
  }
  return before.status === status
    ? before.since
    : Math.max(observedAt, before.since + skewToleranceMs);
}

function stateText({
  status,
  statusReason,
  startedAt,
  stoppedAt,
  arrayProperties,
}: Pick<
  JobSummary,
  'status' | 'statusReason' | 'startedAt' | 'stoppedAt' | 'arrayProperties'
>): string {
  const counts = Object.entries(arrayProperties?.statusSummary ?? {}).filter(([, count]) => count);
  return JSON.stringify([
    status,
    statusReason ?? '',
    positive(startedAt) ?? 0,
    positive(stoppedAt) ?? 0,
    counts.sort(),
  ]);
}
