import { setImmediate as turn } from 'node:timers/promises';
import { t } from '@vscode/l10n';
import type { ActionExecutor, Executed } from '../../core/actions/actionExecutor';
import type { ActionMode } from '../../core/actions/actionLog';
import { reasonAtTurn } from '../../core/actions/actionPlan';
import { isAbort, messageOf } from '../../core/diagnostics/errors';
import type { Job } from '../../core/job/job';
import { isAwsAction, type AwsAction, type JobAction } from '../../core/actions/jobActions';
import { TableGuard, tableChangedText } from '../../core/store/tableGuard';
import type { JobStore } from '../../core/store/jobStore';
import type { JobClaims } from '../../data/log/jobClaims';
import type { JobMarks } from './jobMarks';
import { RunRecord, type RecordServices, type RunOrigin, type RunResult } from './runRecord';

export interface RunServices extends RecordServices {
  readonly store: JobStore;
  readonly executor: ActionExecutor;
  /** The mode of actions at this moment. */
  readonly modeNow: () => ActionMode;
  readonly claims: Pick<JobClaims, 'claim' | 'release'>;
  readonly marks: Pick<JobMarks, 'set'>;
}

/** All extensions share one thread. */
const sliceMs = 10;

/** Runs one action on jobs, in order, and records each outcome in the history. */
export class ActionRun {
  private readonly sameTable: TableGuard;
  private readonly record: RunRecord;
  /** The jobs of the current group without an outcome yet, by id. */
  private readonly open = new Map<string, Job>();
  /** Those about which a request may have been sent. */
  private readonly announced = new Set<string>();
  private readonly claimed = new Set<string>();
  /** Marks to set together, before yielding the thread. */
  private pendingMarks: string[] = [];
  private readonly writes: Promise<void>[] = [];

  /** `jobs`: their states as the user saw them. */
  constructor(
    private readonly action: JobAction,
    private readonly jobs: readonly Job[],
    origin: RunOrigin,
    private readonly services: RunServices,
  ) {
    const { store, executor } = services;
    this.sameTable = new TableGuard(store);
    this.record = new RunRecord(action, executor.mode, origin, services);
  }

  /** Never rejects: errors become outcomes of jobs. */
  async execute(signal: AbortSignal, onProgress: (done: number) => void): Promise<RunResult> {
    const { action, jobs } = this;
    const size = isAwsAction(action) ? this.services.executor.groupSize : 1;
    let sliceEnd = performance.now() + sliceMs;
    for (let start = 0; start < jobs.length; start += size) {
      const current = jobs
        .slice(start, start + size)
        .flatMap(planned => this.eligibleNow(planned, signal) ?? []);
      if (isAwsAction(action)) {
        await this.send(action, current, signal, done => onProgress(start + done));
      } else {
        current.forEach(job => this.mark(job));
      }
      if (performance.now() > sliceEnd) {
        this.applyMarks();
        onProgress(start + size);
        await turn();
        sliceEnd = performance.now() + sliceMs;
      }
    }
    this.applyMarks();
    const [result] = await Promise.all([this.record.result(), ...this.writes]);
    return result;
  }

  /** The job in its current state; undefined, with the outcome recorded, if the action no longer applies. */
  private eligibleNow(planned: Job, signal: AbortSignal): Job | undefined {
    const job = this.sameTable.holds ? this.services.store.get(planned.jobId) : undefined;
    if (signal.aborted) {
      const detail = t('Canceled before it started.');
      this.settle(job ?? planned, { outcome: 'cancelled', detail });
      return undefined;
    }
    const reason = this.reasonNow(planned, job);
    if (job && reason === undefined) {
      return job;
    }
    this.settle(job ?? planned, { outcome: 'skipped', detail: reason ?? '' });
    return undefined;
  }

  private reasonNow(planned: Job, job: Job | undefined): string | undefined {
    const { store, executor, modeNow } = this.services;
    if (!this.sameTable.holds) {
      return tableChangedText();
    }
    return isAwsAction(this.action) && modeNow() !== executor.mode
      ? modeChangedText()
      : reasonAtTurn(this.action, planned, job, store);
  }

  private async send(
    action: AwsAction,
    jobs: readonly Job[],
    signal: AbortSignal,
    onProgress: (done: number) => void,
  ): Promise<void> {
    if (jobs.length === 0) {
      return;
    }
    jobs.forEach(job => this.open.set(job.jobId, job));
    try {
      await this.services.executor.execute(action, jobs, {
        signal,
        announce: (some, queue) => this.announce(some, queue, signal),
        settle: (job, executed) => {
          this.settle(job, executed);
          onProgress(jobs.length - this.open.size);
        },
      });
    } catch (error) {
      for (const [jobId, job] of this.open) {
        this.settle(job, outcomeOf(error, this.announced.has(jobId)));
      }
    }
  }

  /** The last checks before a request, after which the history knows of it. */
  private async announce(
    jobs: readonly Job[],
    queue: string | undefined,
    signal: AbortSignal,
  ): Promise<readonly Job[]> {
    const allowed: Job[] = [];
    for (const planned of jobs) {
      const job = this.eligibleNow(planned, signal);
      if (job && (await this.claim(job))) {
        allowed.push(job);
      }
    }
    if (allowed.length === 0) {
      return [];
    }
    if (await this.record.announce(allowed, queue)) {
      allowed.forEach(({ jobId }) => this.announced.add(jobId));
      return allowed;
    }
    const detail = t('Nothing was sent, because the action history could not be saved.');
    allowed.forEach(job => this.settle(job, { outcome: 'failed', detail }));
    return [];
  }

  /** A job is retried once at a time; terminating it twice is harmless. */
  private async claim(job: Job): Promise<boolean> {
    if (this.action !== 'retry') {
      return true;
    }
    if (await this.services.claims.claim(job.jobId)) {
      this.claimed.add(job.jobId);
      return true;
    }
    this.settle(job, {
      outcome: 'skipped',
      detail: t('The job was retried less than 5 minutes ago, in this window or another one.'),
    });
    return false;
  }

  private settle(job: Job, executed: Executed): void {
    const { outcome } = executed;
    if (this.claimed.has(job.jobId) && outcome !== 'done' && outcome !== 'unknown') {
      this.writes.push(this.services.claims.release(job.jobId));
    }
    this.open.delete(job.jobId);
    this.record.add(job, executed);
  }

  private mark(job: Job): void {
    const isOn = this.action === 'markBroken';
    this.pendingMarks.push(job.jobId);
    const detail = isOn ? t('Marked as broken.') : t('Removed the broken mark.');
    this.settle(job, { outcome: 'done', detail });
  }

  private applyMarks(): void {
    const { pendingMarks } = this;
    if (pendingMarks.length > 0) {
      this.pendingMarks = [];
      this.writes.push(
        this.services.marks.set('broken', pendingMarks, this.action === 'markBroken'),
      );
    }
  }
}

export const modeChangedText = (): string =>
  t('The mode of actions changed after you confirmed, so nothing was sent.');

function outcomeOf(error: unknown, mayBeSent: boolean): Executed {
  if (mayBeSent) {
    return { outcome: 'unknown', detail: messageOf(error) };
  }
  return isAbort(error)
    ? { outcome: 'cancelled', detail: t('Canceled while running.') }
    : { outcome: 'failed', detail: messageOf(error) };
}
