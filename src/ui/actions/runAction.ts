import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { actionName } from '../../core/actions/actionNames';
import { planAction, type ActionPlan } from '../../core/actions/actionPlan';
import { confirmText, countsText, nobodyText, planDocument } from '../../core/actions/actionTexts';
import { formatCount } from '../../core/text/formatCount';
import type { Identity } from '../../core/aws/identity';
import type { Job } from '../../core/job/job';
import type { JobAction } from '../../core/actions/jobActions';
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
 * Takes an action on jobs, in its whole course: preview, confirmation, progress, outcome. Resolves when all
 * is told; never rejects for what the jobs or the user are the cause of.
 */
export type RunAction = (action: JobAction, jobIds: readonly string[]) => Promise<void>;

export interface ActionServices extends Omit<RunServices, 'history'> {
  /** What takes the entries of an action that begins now. */
  readonly historyNow: () => RunServices['history'];
  readonly connection: () => Connection;
  readonly identity: () => Identity | undefined;
  readonly dialogs: Dialogs;
  readonly reports: Pick<Reports, 'show'>;
}

/** The most jobs of one command. */
export const maxJobs = 10_000;

/** What takes no longer needs no progress bar. */
const momentMs = 400;

export function runAction(services: ActionServices): RunAction {
  const courses = new Map<JobAction, ActionCourse>();
  return async (action, jobIds) => {
    const course = courses.get(action) ?? new ActionCourse(action, services);
    courses.set(action, course);
    await course.start(jobIds);
  };
}

const undone: Readonly<Partial<Record<JobAction, JobAction>>> = {
  markBroken: 'unmarkBroken',
  unmarkBroken: 'markBroken',
};

/** The course of one kind of action; one at a time, so that a double click does nothing twice. */
class ActionCourse {
  private isUnderWay = false;

  constructor(
    private readonly action: JobAction,
    private readonly services: ActionServices,
  ) {}

  async start(jobIds: readonly string[]): Promise<void> {
    const { dialogs, reports } = this.services;
    if (new Set(jobIds).size > maxJobs) {
      this.warnOfTooMany();
      return;
    }
    const list = await this.alone(() => this.decideAndRun(jobIds));
    if (list) {
      // A dialog in front of the list would hide it: it is asked again when it has been read.
      await reports.show(t('Preview of {action}', { action: this.name }), list);
      const go = t('Continue…');
      const message = t('{action}: the list of jobs is open in the editor.', { action: this.name });
      if ((await dialogs.inform(message, go)) === go) {
        await this.start(jobIds);
      }
    }
  }

  private get name(): string {
    return actionName(this.action, this.services.executor.mode);
  }

  /** Gives the list when the user wants to see it first. */
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
    const answer = await dialogs.confirm(message, detail, button, ...(isMany ? [showList] : []));
    if (answer === showList) {
      return planDocument(action, executor.mode, plan);
    }
    if (answer === button) {
      // A dialog may be open for long.
      if (this.isSame(sameTable)) {
        await this.run(plan.eligible);
      }
    }
    return undefined;
  }

  /** Undoes what another action did to these jobs, as far as nobody else has; the click was the confirmation. */
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

  /** Whether the table is the same as before; warns where it is not. */
  private isSame({ holds }: TableGuard): boolean {
    if (!holds) {
      void this.services.dialogs.warn(tableChangedText());
    }
    return holds;
  }

  private async run(jobs: readonly Job[]): Promise<void> {
    const { connection, identity, store, historyNow } = this.services;
    const sameTable = new TableGuard(store);
    const history = historyNow();
    const { tableName: table, region, profile } = connection();
    const origin = { by: identity()?.arn ?? byOf(jobs, profile), table, region };
    const result = await withProgress(this.name, jobs.length, (signal, report) =>
      new ActionRun(this.action, jobs, origin, { ...this.services, history }).execute(
        signal,
        report,
      ),
    );
    this.report(result, sameTable);
  }

  /** Waits for nobody. */
  private report({ counts, done }: RunResult, sameTable: TableGuard): void {
    const { dialogs } = this.services;
    const showHistory = t('Show History');
    const undo = t('Undo');
    const opposite = undone[this.action];
    const buttons = opposite && done.length > 0 ? [undo, showHistory] : [showHistory];
    const message = t('{action}: {counts}.', { action: this.name, counts: countsText(counts) });
    void dialogs.inform(message, ...buttons).then(async chosen => {
      if (chosen === showHistory) {
        await vscode.commands.executeCommand(commands.showActionHistory);
      } else if (chosen === undo && opposite) {
        await new ActionCourse(opposite, this.services).undo(done, sameTable);
      }
    });
  }

  private plan(jobIds: readonly string[]): Promise<ActionPlan> {
    return inSlices(planAction(this.action, jobIds, this.services.store), systemClock);
  }

  private async alone<T>(act: () => Promise<T>): Promise<T | undefined> {
    if (this.isUnderWay) {
      void this.services.dialogs.inform(
        t('{action} is under way in this window. Wait until it has ended.', { action: this.name }),
      );
      return undefined;
    }
    this.isUnderWay = true;
    try {
      return await act();
    } finally {
      this.isUnderWay = false;
    }
  }

  private warnOfTooMany(): void {
    void this.services.dialogs.warn(
      t(
        '{action} takes at most {max} jobs at once, and these are more. Narrow the filter and try again.',
        { action: this.name, max: formatCount(maxJobs) },
      ),
    );
  }
}

/** The account where all jobs are of one, else the profile. */
function byOf(jobs: readonly Job[], profile: string | undefined): string {
  const accounts = new Set(jobs.map(job => locationOfJob(job).account));
  const [account] = accounts;
  return accounts.size === 1 && account ? account : (profile ?? '');
}

/** Shows a bar with a button to cancel, once the work has taken longer than a moment. */
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
  }, momentMs);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
  }
}
