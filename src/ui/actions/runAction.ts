import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { noteOf } from '../../core/actions/actionNote';
import { actionName } from '../../core/actions/actionNames';
import { planAction, type ActionPlan } from '../../core/actions/actionPlan';
import { confirmText, countsText, nobodyText, planDocument } from '../../core/actions/actionTexts';
import { formatCount } from '../../core/text/formatCount';
import type { Identity } from '../../core/aws/identity';
import type { Job } from '../../core/job/job';
import { maxJobsAtOnce, type JobAction } from '../../core/actions/jobActions';
import { locationOfJob } from '../../core/aws/jobLocation';
import { TableGuard, tableChangedText } from '../../core/store/tableGuard';
import { inSlices } from '../../core/base/timeSlicing';
import type { Connection } from '../../data/config/connection';
import { commands } from '../../ids';
import { systemClock } from '../base/clock';
import { progressOf } from '../base/progressBar';
import type { Reports } from '../base/reports';
import { ActionRun, type RunResult, type RunServices } from './actionRun';
import type { Dialogs } from './dialogs';

/**
 * Runs an action on jobs with preview, confirmation, progress and outcome. Resolves once the outcome
 * notification is shown; never rejects because of the jobs or the user.
 */
export type RunAction = (action: JobAction, jobIds: readonly string[]) => Promise<void>;

export interface ActionServices extends Omit<RunServices, 'history'> {
  /** The history for an action that starts now. */
  readonly historyNow: () => RunServices['history'];
  readonly connection: () => Connection;
  readonly identity: () => Identity | undefined;
  readonly dialogs: Dialogs;
  readonly reports: Pick<Reports, 'show'>;
}

/** Work shorter than this shows no progress bar. */
const progressDelayMs = 400;

export function runAction(services: ActionServices): RunAction {
  const runners = new Map<JobAction, ActionRunner>();
  return async (action, jobIds) => {
    const runner = runners.get(action) ?? new ActionRunner(action, services);
    runners.set(action, runner);
    await runner.start(jobIds);
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
    private readonly services: ActionServices,
  ) {}

  async start(jobIds: readonly string[]): Promise<void> {
    const { dialogs, reports } = this.services;
    if (new Set(jobIds).size > maxJobsAtOnce) {
      this.warnOfTooMany();
      return;
    }
    const list = await this.runExclusively(() => this.decideAndRun(jobIds));
    if (list) {
      // A modal dialog would hide the list, so ask again with a notification.
      await reports.show(t('Preview of {action}', { action: this.name }), list);
      const continueButton = t('Continue…');
      const message = t('{action}: the list of jobs is open in the editor.', { action: this.name });
      if ((await dialogs.inform(message, continueButton)) === continueButton) {
        await this.start(jobIds);
      }
    }
  }

  private get name(): string {
    return actionName(this.action, this.services.executor.mode);
  }

  /** Resolves with the list if the user wants to see it first. */
  private async decideAndRun(jobIds: readonly string[]): Promise<string | undefined> {
    const { store, executor, dialogs } = this.services;
    const { action } = this;
    const plan = await this.plan(jobIds);
    if (plan.eligible.length === 0) {
      if (plan.refused.length > 0) {
        void dialogs.warn(nobodyText(action, executor.mode, plan.refused));
      }
      return undefined;
    }
    const { message, detail, button } = confirmText(action, executor.mode, plan);
    const showList = t('Show List');
    const isMany = plan.eligible.length + plan.refused.length > 1;
    const sameTable = new TableGuard(store);
    const addNote = t('Add Note…');
    const others = isMany ? [addNote, showList] : [addNote];
    const answer = await dialogs.confirm(message, detail, button, ...others);
    if (answer === showList) {
      return planDocument(action, executor.mode, plan);
    }
    // VS Code's modal dialogs have no input.
    const note = answer === addNote ? await dialogs.promptForNote(message) : '';
    const isConfirmed = answer === button || (answer === addNote && note !== undefined);
    // The dialog may have been open for a long time.
    if (isConfirmed && this.isSame(sameTable)) {
      await this.run(plan.eligible, noteOf(note ?? ''));
    }
    return undefined;
  }

  /** Reverts an action on jobs that still have its result; the click on Undo is the confirmation. */
  async undo(jobIds: readonly string[], sameTable: TableGuard): Promise<void> {
    if (!this.isSame(sameTable)) {
      return;
    }
    const { executor, dialogs } = this.services;
    const { eligible, refused } = await this.plan(jobIds);
    if (eligible.length > 0) {
      await this.run(eligible);
    } else {
      void dialogs.warn(nobodyText(this.action, executor.mode, refused));
    }
  }

  /** Whether the table is still the same; warns if not. */
  private isSame({ holds }: TableGuard): boolean {
    if (!holds) {
      void this.services.dialogs.warn(tableChangedText());
    }
    return holds;
  }

  private async run(jobs: readonly Job[], note?: string): Promise<void> {
    const { connection, identity, store, historyNow } = this.services;
    const sameTable = new TableGuard(store);
    const history = historyNow();
    const { tableName: table, region, profile } = connection();
    const origin = { by: identity()?.arn ?? actorOf(jobs, profile), table, region, note };
    const result = await withProgress(this.name, jobs.length, (signal, report) =>
      new ActionRun(this.action, jobs, origin, { ...this.services, history }).execute(
        signal,
        report,
      ),
    );
    this.report(result, sameTable);
  }

  /** Does not wait for the notification. */
  private report({ counts, done }: RunResult, sameTable: TableGuard): void {
    const { dialogs } = this.services;
    const showHistory = t('Show History');
    const undo = t('Undo');
    const opposite = opposites[this.action];
    const buttons = opposite && done.length > 0 ? [undo, showHistory] : [showHistory];
    const message = t('{action}: {counts}.', { action: this.name, counts: countsText(counts) });
    void dialogs.inform(message, ...buttons).then(async chosen => {
      if (chosen === showHistory) {
        await vscode.commands.executeCommand(commands.showActionHistory);
      } else if (chosen === undo && opposite) {
        await new ActionRunner(opposite, this.services).undo(done, sameTable);
      }
    });
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

/** Shows a cancellable progress bar once the work takes longer than `progressDelayMs`. */
async function withProgress<T>(
  title: string,
  total: number,
  work: (signal: AbortSignal, report: (done: number) => void) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  let show: (done: number) => void = () => undefined;
  const result = work(abort.signal, done => show(done));
  const timer = setTimeout(() => {
    const location = vscode.ProgressLocation.Notification;
    void vscode.window.withProgress({ location, title, cancellable: true }, (bar, token) => {
      token.onCancellationRequested(() => abort.abort());
      show = progressOf(bar, total);
      return result;
    });
  }, progressDelayMs);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
  }
}
