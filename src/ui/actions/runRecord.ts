import { randomUUID } from 'node:crypto';
import { t } from '@vscode/l10n';
import type { Executed } from '../../core/actions/actionExecutor';
import {
  noOutcomes,
  settledId,
  type ActionEntry,
  type ActionMode,
  type ActionOutcome,
} from '../../core/actions/actionLog';
import type { JobAction } from '../../core/actions/jobActions';
import type { Job } from '../../core/job/job';
import { clipText } from '../../core/text/clipText';
import type { Log } from './memoryLog';

/** Where, by whom and why an action is run. */
export type RunOrigin = Pick<ActionEntry, 'by' | 'table' | 'region' | 'note'>;

export interface RunResult {
  readonly counts: ReadonlyMap<ActionOutcome, number>;
  /** Ids of the jobs on which the action succeeded. */
  readonly done: readonly string[];
  /** Entries whose outcome is unknown. */
  readonly unknown: readonly ActionEntry[];
  /** Why the first job failed. */
  readonly firstFailure: string | undefined;
  /** The policy statement that allows what AWS denied. */
  readonly statement: string | undefined;
}

export interface RecordServices {
  readonly taskTypeOf: (job: Job) => string;
  readonly history: Pick<Log<ActionEntry>, 'add' | 'addDurably'>;
}

/** Outcomes are written to the history in batches of this size, or after this time. */
const batchSize = 200;
const batchMs = 1_000;
/** Texts of a job are truncated to this length; the history rejects much longer ones. */
const maxTextLength = 1_000;
const clipped = (text: string): string => clipText(text, maxTextLength);
const optionallyClipped = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : clipped(text);

/** What a run did with each job, in the history and as counts. */
export class RunRecord {
  private readonly run = randomUUID();
  private readonly counts = noOutcomes();
  private readonly done: string[] = [];
  /** By job, the entries of requests that are about to be sent or were sent. */
  private readonly intents = new Map<string, ActionEntry>();
  private firstFailure: string | undefined;
  private statement: string | undefined;
  private batch: ActionEntry[] = [];
  private batchSince = 0;
  private readonly writes: Promise<void>[] = [];

  constructor(
    private readonly action: JobAction,
    private readonly mode: ActionMode,
    private readonly origin: RunOrigin,
    private readonly services: RecordServices,
  ) {}

  /**
   * Records, before the requests are sent, that they may reach AWS: whatever happens then, the history knows.
   * Resolves to whether it surely does.
   */
  async announce(jobs: readonly Job[], queue: string | undefined): Promise<boolean> {
    const entries = jobs.map(job => ({
      ...this.entryOf(job, {
        outcome: 'unknown',
        detail: t('No response recorded. Look before you repeat.'),
      }),
      queue: optionallyClipped(queue),
    }));
    entries.forEach(entry => this.intents.set(entry.jobId, entry));
    return this.services.history.addDurably(entries);
  }

  add(job: Job, executed: Executed): void {
    const { outcome, detail, newJobId, statement } = executed;
    this.counts.set(outcome, (this.counts.get(outcome) ?? 0) + 1);
    this.statement ??= statement;
    if (outcome === 'failed') {
      this.firstFailure ??= detail;
    }
    if (outcome === 'done') {
      this.done.push(job.jobId);
    }
    const intent = this.intents.get(job.jobId);
    if (intent && outcome === 'unknown') {
      return;
    }
    this.intents.delete(job.jobId);
    this.push({
      ...this.entryOf(job, executed),
      ...(intent ? { id: settledId(intent.id), queue: intent.queue } : {}),
      ...(newJobId === undefined ? {} : { newJobId }),
    });
  }

  flush(): void {
    if (this.batch.length > 0) {
      this.writes.push(this.services.history.add(this.batch));
      this.batch = [];
    }
  }

  async result(): Promise<RunResult> {
    this.flush();
    await Promise.all(this.writes);
    const { counts, done, firstFailure, statement } = this;
    return { counts, done, unknown: [...this.intents.values()], firstFailure, statement };
  }

  private push(entry: ActionEntry): void {
    this.batch.push(entry);
    const now = performance.now();
    if (this.batch.length === 1) {
      this.batchSince = now;
    }
    // What reached AWS is stored at once.
    if (this.mode === 'live' || this.batch.length >= batchSize || now - this.batchSince > batchMs) {
      this.flush();
    }
  }

  private entryOf(job: Job, { outcome, detail }: Executed): ActionEntry {
    const { by, table, region, note } = this.origin;
    return {
      id: randomUUID(),
      run: this.run,
      at: Date.now(),
      action: this.action,
      mode: this.mode,
      by: clipped(by),
      table,
      region,
      jobId: job.jobId,
      jobName: clipped(job.jobName),
      taskType: clipped(this.services.taskTypeOf(job)),
      status: clipped(job.status),
      taskId: optionallyClipped(job.taskId),
      mediaId: optionallyClipped(job.mediaId),
      outcome,
      detail: clipped(detail),
      note,
    };
  }
}
