import { t } from '@vscode/l10n';
import type { ActionExecutor } from '../../core/actions/actionExecutor';
import type { ActionMode } from '../../core/actions/actionLog';
import { changesText } from '../../core/actions/changesText';
import { earlierRetriesText } from '../../core/actions/earlierRetries';
import type { RetryChanges } from '../../core/actions/retry/retryChanges';
import { escapeText } from '../../core/text/escapeText';
import { noteOf } from '../../core/actions/actionNote';
import { actionName } from '../../core/actions/actionNames';
import { planAction, type ActionPlan } from '../../core/actions/actionPlan';
import { confirmText, nobodyText, planDocument } from '../../core/actions/actionTexts';
import { formatCount } from '../../core/text/formatCount';
import type { Identity } from '../../core/aws/identity';
import type { Job } from '../../core/job/job';
import { isAwsAction, maxJobsAtOnce, type JobAction } from '../../core/actions/jobActions';
import { locationOfJob } from '../../core/aws/jobLocation';
import { TableGuard, tableChangedText } from '../../core/store/tableGuard';
import { inSlices } from '../../core/base/timeSlicing';
import type { Connection } from '../../data/config/connection';
import { systemClock } from '../base/clock';
import type { Reports } from '../base/reports';
import type { ActionHistory } from './actionHistory';
import type { ActionModes } from './actionModes';
import { withProgress } from './actionProgress';
import { reportRun } from './actionReport';
import { ActionRun, modeChangedText, type RunServices } from './actionRun';
import type { Dialogs } from './dialogs';
import type { RunOrigin, RunResult } from './runRecord';

/**
 * Runs an action on jobs with preview, confirmation, progress and outcome. Resolves once the outcome
 * notification is shown; never rejects because of the jobs or the user.
 */
export type RunAction = (
  action: JobAction,
  jobIds: readonly string[],
  /** What a retry changes. */
  changes?: RetryChanges,
) => Promise<void>;

/** What actions run with. */
export interface ActionRunServices extends Omit<RunServices, 'history' | 'executor' | 'modeNow'> {
  readonly modes: Pick<ActionModes, 'mode' | 'whySimulated'>;
  /** The executor of a run that starts now, in the mode that the user confirmed. */
  readonly openExecutor: (run: ConfirmedRun) => Promise<ActionExecutor>;
  /** The history for an action that starts now. */
  readonly historyNow: () => RunServices['history'];
  /** Past actions, of which a live retry warns. */
  readonly history: Pick<ActionHistory, 'entries' | 'ready'>;
  /** Acknowledges the failures that live retries are about, if so configured. */
  readonly acknowledgeRetried: (jobIds: readonly string[]) => void;
  readonly connection: () => Connection;
  readonly identity: () => Identity | undefined;
  readonly dialogs: Dialogs;
  readonly reports: Pick<Reports, 'show'>;
}

export interface ConfirmedRun {
  readonly mode: ActionMode;
  readonly origin: RunOrigin;
  readonly changes: RetryChanges;
}

/** Live actions on more jobs need the number typed, so that nobody confirms thousands by habit. */
const maxWithoutTyping = 50;
const maxLocationLength = 200;

export function runAction(services: ActionRunServices): RunAction {
  const runners = new Map<JobAction, ActionRunner>();
  return async (action, jobIds, changes = {}) => {
    const runner = runners.get(action) ?? new ActionRunner(action, services);
    runners.set(action, runner);
    await runner.start(jobIds, changes);
  };
}

const opposites: Readonly<Partial<Record<JobAction, JobAction>>> = {
  markBroken: 'unmarkBroken',
  unmarkBroken: 'markBroken',
};

/** Runs one kind of action, one run at a time, so that a double click runs nothing twice. */
class ActionRunner {
  private isRunning = false;

  constructor(
    private readonly action: JobAction,
    private readonly services: ActionRunServices,
  ) {}

  async start(jobIds: readonly string[], changes: RetryChanges): Promise<void> {
    const { dialogs, reports } = this.services;
    if (new Set(jobIds).size > maxJobsAtOnce) {
      this.warnOfTooMany();
      return;
    }
    const list = await this.runExclusively(() => this.decideAndRun(jobIds, changes));
    if (list) {
      // A modal dialog would hide the list, so ask again with a notification.
      await reports.show(t('Preview of {action}', { action: this.name }), list);
      const continueButton = t('Continue…');
      const message = t('{action}: the list of jobs is open in the editor.', { action: this.name });
      if ((await dialogs.inform(message, continueButton)) === continueButton) {
        await this.start(jobIds, changes);
      }
    }
  }

  private get name(): string {
    return actionName(this.action, this.services.modes.mode);
  }

  /** Resolves with the list if the user wants to see it first. */
  private async decideAndRun(
    jobIds: readonly string[],
    changes: RetryChanges,
  ): Promise<string | undefined> {
    const { store, dialogs } = this.services;
    const { action } = this;
    const { mode } = this.services.modes;
    const plan = await this.plan(jobIds);
    if (plan.eligible.length === 0) {
      if (plan.refused.length > 0) {
        void dialogs.warn(nobodyText(action, mode, plan.refused));
      }
      return undefined;
    }
    const about = await this.about(mode, plan, changes);
    const { message, detail, button } = confirmText(action, mode, plan, about);
    const showList = t('Show List');
    const isMany = plan.eligible.length + plan.refused.length > 1;
    const sameTable = new TableGuard(store);
    const addNote = t('Add Note…');
    const others = isMany ? [addNote, showList] : [addNote];
    const answer = await dialogs.confirm(message, detail, button, ...others);
    if (answer === showList) {
      return planDocument(action, mode, plan);
    }
    // VS Code's modal dialogs have no input.
    const note = answer === addNote ? await dialogs.promptForNote(message) : '';
    const isConfirmed =
      (answer === button || (answer === addNote && note !== undefined)) &&
      (await this.hasTyped(mode, plan.eligible.length, message));
    // The dialogs may have been open for a long time.
    if (isConfirmed && this.isSame(sameTable) && this.isStill(mode)) {
      await this.run(mode, plan.eligible, changes, noteOf(note ?? ''));
    }
    return undefined;
  }

  /** Why the action is simulated; or where a live one goes, and what the user should know before. */
  private async about(mode: ActionMode, plan: ActionPlan, changes: RetryChanges): Promise<string> {
    const { modes, connection, history } = this.services;
    if (!isAwsAction(this.action)) {
      return '';
    }
    if (mode === 'simulated') {
      return modes.whySimulated ?? '';
    }
    await history.ready();
    const { name, tableName, region, profile = '' } = connection();
    const location = [name ?? tableName, region, profile].filter(Boolean).join(' · ');
    return [
      t('Connection: {0}', escapeText(location, maxLocationLength)),
      ...(this.action === 'retry'
        ? [changesText(changes), earlierRetriesText(plan.eligible, history.entries)]
        : []),
    ]
      .filter(Boolean)
      .join('\n');
  }

  /** Many live actions need their number typed. */
  private async hasTyped(mode: ActionMode, count: number, message: string): Promise<boolean> {
    const { promptForCount } = this.services.dialogs;
    return (
      mode === 'simulated' ||
      !isAwsAction(this.action) ||
      count <= maxWithoutTyping ||
      (await promptForCount(message, count))
    );
  }

  private isStill(mode: ActionMode): boolean {
    const isStill = !isAwsAction(this.action) || this.services.modes.mode === mode;
    if (!isStill) {
      void this.services.dialogs.warn(modeChangedText());
    }
    return isStill;
  }

  /** Reverts an action on jobs that still have its result; the click on Undo is the confirmation. */
  async undo(jobIds: readonly string[], sameTable: TableGuard): Promise<void> {
    if (!this.isSame(sameTable)) {
      return;
    }
    const { modes, dialogs } = this.services;
    const { eligible, refused } = await this.plan(jobIds);
    if (eligible.length > 0) {
      await this.run(modes.mode, eligible, {});
    } else {
      void dialogs.warn(nobodyText(this.action, modes.mode, refused));
    }
  }

  /** Whether the table is still the same; warns if not. */
  private isSame({ holds }: TableGuard): boolean {
    if (!holds) {
      void this.services.dialogs.warn(tableChangedText());
    }
    return holds;
  }

  private async run(
    mode: ActionMode,
    jobs: readonly Job[],
    changes: RetryChanges,
    note?: string,
  ): Promise<void> {
    const { connection, identity, store, modes, historyNow, openExecutor } = this.services;
    const sameTable = new TableGuard(store);
    const history = historyNow();
    const { tableName: table, region, profile } = connection();
    const origin = { by: identity()?.arn ?? actorOf(jobs, profile), table, region, note };
    const executor = await openExecutor({ mode, origin, changes });
    const services = { ...this.services, history, executor, modeNow: () => modes.mode };
    const result = await withProgress(this.name, jobs.length, (signal, report) =>
      new ActionRun(this.action, jobs, origin, services).execute(signal, report),
    );
    if (mode === 'live' && this.action === 'retry' && sameTable.holds) {
      this.services.acknowledgeRetried(result.done);
    }
    this.report(result, sameTable);
  }

  private report(result: RunResult, sameTable: TableGuard): void {
    const opposite = opposites[this.action];
    const undo = {
      title: t('Undo'),
      run: async () =>
        opposite && new ActionRunner(opposite, this.services).undo(result.done, sameTable),
    };
    const first = opposite && result.done.length > 0 ? [undo] : [];
    reportRun(this.name, result, this.services.dialogs, first);
  }

  private plan(jobIds: readonly string[]): Promise<ActionPlan> {
    return inSlices(planAction(this.action, jobIds, this.services.store), systemClock);
  }

  private async runExclusively<T>(act: () => Promise<T>): Promise<T | undefined> {
    if (this.isRunning) {
      void this.services.dialogs.inform(
        t('{action} is already running in this window.', { action: this.name }),
      );
      return undefined;
    }
    this.isRunning = true;
    try {
      return await act();
    } finally {
      this.isRunning = false;
    }
  }

  private warnOfTooMany(): void {
    void this.services.dialogs.warn(
      t('{action} is limited to {max} jobs at a time. Narrow the filter and try again.', {
        action: this.name,
        max: formatCount(maxJobsAtOnce),
      }),
    );
  }
}

/** The account that all jobs share, else the profile. */
function actorOf(jobs: readonly Job[], profile: string | undefined): string {
  const accounts = new Set(jobs.map(job => locationOfJob(job).account));
  const [account] = accounts;
  return accounts.size === 1 && account ? account : (profile ?? '');
}
