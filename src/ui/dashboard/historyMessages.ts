import type { ActionEntry } from '../../core/actions/actionLog';
import { filterActions } from '../../core/actions/actionFilter';
import { describeError } from '../../core/diagnostics/errors';
import type { Job } from '../../core/job/job';
import { jobActions, reasonAgainst } from '../../core/actions/jobActions';
import type { JobStore } from '../../core/store/jobStore';
import type { HistoryEntry, JobActionState } from '../../protocol/history';
import type { ToHost } from '../../protocol/toHost';
import type { ToPage } from '../../protocol/toPage';
import type { Message } from '../../protocol/messages';
import type { ActionHistory } from '../actions/actionHistory';
import { clipCell } from './jobRow';

export interface HistoryMessagesOptions {
  readonly store: JobStore;
  readonly history: Pick<ActionHistory, 'entries' | 'onDidChange' | 'ready'>;
  readonly post: (message: ToPage) => void;
  readonly warn: (message: string) => void;
}

/** The number of recent actions in a job's details. */
const maxEntries = 5;

/** Sends the page past actions, and a job's marks and available actions. */
export class HistoryMessages {
  constructor(private readonly options: HistoryMessagesOptions) {}

  /** Responds once the stored history is loaded. */
  async answer({ id, filter, start, end }: Message<ToHost, 'history'>): Promise<void> {
    const { history, post } = this.options;
    await this.read();
    const all = history.entries;
    const matching = filterActions(all, filter);
    post({
      type: 'history',
      id,
      start,
      entries: matching.slice(start, end).map(entry => this.shown(entry)),
      total: matching.length,
      all: all.length,
    });
  }

  /** From the entries loaded so far; a change message follows when more are loaded. */
  actionStateOf(jobId: string, job: Job | undefined): JobActionState {
    const { store, history } = this.options;
    const broken = store.isMarked(jobId, 'broken');
    const actions = history.entries.filter(entry => entry.jobId === jobId);
    return {
      broken,
      brokenSince: broken ? latestMarking(actions) : undefined,
      acknowledged: store.isMarked(jobId, 'acknowledged'),
      disabledReasons: job ? disabledReasonsOf(job, broken) : {},
      recentActions: actions.slice(0, maxEntries).map(entry => this.shown(entry)),
      earlierActions: Math.max(0, actions.length - maxEntries),
    };
  }

  /** Always resolves, so that requests never hang. */
  async read(): Promise<void> {
    const { history, warn } = this.options;
    try {
      await history.ready();
    } catch (error) {
      warn(`could not read the action history: ${describeError(error)}`);
    }
  }

  private shown(entry: ActionEntry): HistoryEntry {
    const { id, run, at, action, mode, outcome, detail, note, by } = entry;
    const { jobId, jobName, taskId, mediaId } = entry;
    return {
      id,
      run,
      at,
      action,
      mode,
      outcome,
      detail: clipCell(detail),
      note,
      by: clipCell(by),
      jobId,
      jobName: clipCell(jobName),
      taskId: taskId === undefined ? undefined : clipCell(taskId),
      mediaId: mediaId === undefined ? undefined : clipCell(mediaId),
      isInTable: this.options.store.get(jobId) !== undefined,
    };
  }
}

/** The newest entry that set the mark. */
function latestMarking(entries: readonly ActionEntry[]): JobActionState['brokenSince'] {
  const entry = entries.find(
    ({ action, outcome }) => action === 'markBroken' && outcome === 'done',
  );
  return entry && { at: entry.at, by: clipCell(entry.by) };
}

function disabledReasonsOf(job: Job, isBroken: boolean): JobActionState['disabledReasons'] {
  return Object.fromEntries(
    jobActions.map(action => [action, reasonAgainst(action, job, isBroken)]),
  );
}
