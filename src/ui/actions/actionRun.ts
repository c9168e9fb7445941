import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { t } from '@vscode/l10n';
import type { ActionExecutor, Executed } from '../../core/actions/actionExecutor';
import { noOutcomes, type ActionEntry, type ActionOutcome } from '../../core/actions/actionLog';
import { reasonAtTurn } from '../../core/actions/actionPlan';
import { clipText } from '../../core/text/clipText';
import { isAbort, messageOf } from '../../core/diagnostics/errors';
import type { Job } from '../../core/job/job';
import { isAwsAction, type JobAction } from '../../core/actions/jobActions';
import { TableGuard, tableChangedText } from '../../core/store/tableGuard';
import type { JobStore } from '../../core/store/jobStore';
import type { JobMarks } from './jobMarks';
import type { ActionHistory } from './actionHistory';

export interface RunServices {
  readonly store: JobStore;
  readonly taskTypeOf: (job: Job) => string;
  readonly executor: ActionExecutor;
  readonly marks: Pick<JobMarks, 'set'>;
  readonly history: Pick<ActionHistory, 'add'>;
}

/** Where, by whom and why an action is run. */
export type RunOrigin = Pick<ActionEntry, 'by' | 'table' | 'region' | 'note'>;

export interface RunResult {
  readonly counts: ReadonlyMap<ActionOutcome, number>;
  /** Ids of the jobs on which the action succeeded. */
  readonly done: readonly string[];
}

type Outcome = Executed | { readonly outcome: 'skipped' | 'cancelled'; readonly detail: string };

/** Outcomes are written to the history in batches of this size, or after this time. */
const batchSize = 200;
const batchMs = 1_000;
/** All extensions share one thread. */
const sliceMs = 10;
/** Texts of a job are truncated to this length; the history rejects much longer ones. */
const maxTextLength = 1_000;
const clipped = (text: string): string => clipText(text, maxTextLength);

/** Runs one action on jobs sequentially and records each outcome in the history. */
export class ActionRun {
  private readonly run = randomUUID();
  private readonly sameTable: TableGuard;
  private readonly counts = noOutcomes();
  private readonly done: string[] = [];
  /** Marks to set together, before yielding the thread. */
  private pendingMarks: string[] = [];
  private batch: ActionEntry[] = [];
  private batchSince = 0;
  private readonly writes: Promise<void>[] = [];

  /** `jobs`: their states as the user saw them. */
  constructor(
    private readonly action: JobAction,
    private readonly jobs: readonly Job[],
    private readonly origin: RunOrigin,
    private readonly services: RunServices,
  ) {
    this.sameTable = new TableGuard(services.store);
  }

  /** Never rejects: errors become outcomes of jobs. */
  async execute(signal: AbortSignal, onProgress: (done: number) => void): Promise<RunResult> {
    let sliceEnd = performance.now() + sliceMs;
    for (const [index, job] of this.jobs.entries()) {
      this.record(job, await this.runOn(job, signal));
      if (performance.now() > sliceEnd) {
        this.applyMarks();
        onProgress(index + 1);
        await turn();
        sliceEnd = performance.now() + sliceMs;
      }
    }
    this.flush();
    await Promise.all(this.writes);
    return { counts: this.counts, done: this.done };
  }

  private async runOn(planned: Job, signal: AbortSignal): Promise<Outcome> {
    const { store, executor } = this.services;
    const { action } = this;
    if (signal.aborted) {
      return { outcome: 'cancelled', detail: t('Canceled before it started.') };
    }
    if (!this.sameTable.holds) {
      return { outcome: 'skipped', detail: tableChangedText() };
    }
    const job = store.get(planned.jobId);
    const reason = reasonAtTurn(action, planned, job, store);
    if (!job || reason !== undefined) {
      return { outcome: 'skipped', detail: reason ?? '' };
    }
    if (isAwsAction(action)) {
      try {
        return await executor.execute(action, job, signal);
      } catch (error) {
        return isAbort(error)
          ? { outcome: 'cancelled', detail: t('Canceled while running.') }
          : { outcome: 'failed', detail: messageOf(error) };
      }
    }
    const isOn = action === 'markBroken';
    this.pendingMarks.push(job.jobId);
    return {
      outcome: 'done',
      detail: isOn ? t('Marked as broken.') : t('Removed the broken mark.'),
    };
  }

  private record(planned: Job, { outcome, detail }: Outcome): void {
    const { store, executor, taskTypeOf } = this.services;
    const job = (this.sameTable.holds ? store.get(planned.jobId) : undefined) ?? planned;
    this.counts.set(outcome, (this.counts.get(outcome) ?? 0) + 1);
    if (outcome === 'done') {
      this.done.push(job.jobId);
    }
    const { by, table, region, note } = this.origin;
    this.batch.push({
      id: randomUUID(),
      run: this.run,
      at: Date.now(),
      action: this.action,
      mode: executor.mode,
      by: clipped(by),
      table,
      region,
      jobId: job.jobId,
      jobName: clipped(job.jobName),
      taskType: clipped(taskTypeOf(job)),
      status: clipped(job.status),
      taskId: job.taskId === undefined ? undefined : clipped(job.taskId),
      mediaId: job.mediaId === undefined ? undefined : clipped(job.mediaId),
      outcome,
      detail: clipped(detail),
      note,
    });
    const now = performance.now();
    if (this.batch.length === 1) {
      this.batchSince = now;
    }
    if (this.batch.length >= batchSize || now - this.batchSince > batchMs) {
      this.flush();
    }
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

  private flush(): void {
    this.applyMarks();
    if (this.batch.length > 0) {
      this.writes.push(this.services.history.add(this.batch));
      this.batch = [];
    }
  }
}
