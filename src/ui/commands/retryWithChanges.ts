import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { planAction } from '../../core/actions/actionPlan';
import { nobodyText } from '../../core/actions/actionTexts';
import { reasonAgainst } from '../../core/actions/jobActions';
import type { ChangesDraft } from '../../core/actions/retry/changeFields';
import { requestsText, type RequestOrReason } from '../../core/actions/retry/requestsText';
import type { RetryChanges } from '../../core/actions/retry/retryChanges';
import type { RetrySource } from '../../core/actions/retry/retrySource';
import { retryValues } from '../../core/actions/retry/retryValues';
import { inSlices } from '../../core/base/timeSlicing';
import { definitionName } from '../../core/job/arn';
import type { JobStore } from '../../core/store/jobStore';
import { TableGuard, tableChangedText } from '../../core/store/tableGuard';
import { formatCount } from '../../core/text/formatCount';
import { commands } from '../../ids';
import type { ActionModes } from '../actions/actionModes';
import { withProgress } from '../actions/actionProgress';
import { changeForm } from '../actions/changeForm';
import type { Dialogs } from '../actions/dialogs';
import type { RunAction } from '../actions/runAction';
import { systemClock } from '../base/clock';
import type { Reports } from '../base/reports';
import type { Dashboard } from '../dashboard/dashboard';
import type { CommandHandler } from './command';
import { targetOf } from './jobTargets';
import type { PickJob } from './pickJob';

type ReadSource =
  | { readonly ok: true; readonly source: RetrySource }
  | { readonly ok: false; readonly reason: string };

export interface ChangeServices {
  readonly store: JobStore;
  readonly dashboard: Pick<Dashboard, 'idsOf'>;
  readonly modes: Pick<ActionModes, 'mode' | 'whySimulated'>;
  readonly pickJob: PickJob;
  readonly dialogs: Pick<Dialogs, 'inform' | 'warn'>;
  readonly reports: Pick<Reports, 'show'>;
  readonly runAction: RunAction;
  /** Reads what the retries are rebuilt from. */
  readonly readSources: (
    jobIds: readonly string[],
    signal: AbortSignal,
  ) => Promise<ReadonlyMap<string, ReadSource>>;
  /** The requests that these changes lead to. */
  readonly rebuild: (
    jobIds: readonly string[],
    changes: RetryChanges,
    signal: AbortSignal,
  ) => Promise<ReadonlyMap<string, RequestOrReason>>;
}

/** So many requests can be read before they are sent. */
const maxJobs = 50;

/**
 * Lets the user change values of jobs of one definition, shows the exact requests, and retries the jobs with them. The
 * question of every action follows.
 */
export const retryWithChanges =
  (services: ChangeServices): CommandHandler =>
  async (target, targets) => {
    const { store, dashboard, modes, pickJob, dialogs } = services;
    const title = t('Retry with Changes');
    if (modes.mode !== 'live') {
      await offerLive(services);
      return;
    }
    const given = targetOf(target, targets);
    const jobIds = given
      ? await dashboard.idsOf(given, maxJobs + 1)
      : await pickJob(title, job => reasonAgainst('retry', job, false) === undefined);
    const wanted = typeof jobIds === 'string' ? [jobIds] : (jobIds ?? []);
    if (wanted.length > maxJobs) {
      const max = formatCount(maxJobs);
      void dialogs.warn(t('Retry with Changes is limited to {0} jobs at a time.', max));
      return;
    }
    const { eligible, refused } = await inSlices(planAction('retry', wanted, store), systemClock);
    if (eligible.length === 0) {
      if (refused.length > 0) {
        void dialogs.warn(nobodyText('retry', 'live', refused));
      }
      return;
    }
    await change(
      title,
      eligible.map(({ jobId }) => jobId),
      services,
    );
  };

async function offerLive({ modes, dialogs }: ChangeServices): Promise<void> {
  const goLive = t('Switch to Live Actions…');
  const message = modes.whySimulated ?? t('Retry with Changes needs live actions.');
  if ((await dialogs.inform(message, goLive)) === goLive) {
    await vscode.commands.executeCommand(commands.setActionsMode);
  }
}

async function change(
  title: string,
  jobIds: readonly string[],
  services: ChangeServices,
): Promise<void> {
  const { store, dialogs, readSources, runAction } = services;
  const sameTable = new TableGuard(store);
  const read = await withProgress(title, jobIds.length, signal => readSources(jobIds, signal));
  const sources = [...read.values()].flatMap(one => (one.ok ? [one.source] : []));
  const reason = [...read.values()].find(one => !one.ok)?.reason;
  if (sources.length === 0) {
    void dialogs.warn(reason ?? t('AWS Batch no longer has these jobs.'));
    return;
  }
  const names = new Set(sources.map(source => definitionName(retryValues(source).jobDefinition)));
  if (names.size > 1) {
    void dialogs.warn(t('Select jobs of one job definition.'));
    return;
  }
  let state: ChangesDraft | undefined = { changes: {}, isRevealed: false };
  let next: Next;
  do {
    state = await changeForm(title, sources, state);
    next = state && (await review(title, jobIds, state, services));
  } while (state && next === 'change');
  if (!state || next !== 'continue') {
    return;
  }
  if (sameTable.holds) {
    await runAction('retry', jobIds, state.changes);
  } else {
    void dialogs.warn(tableChangedText());
  }
}

type Next = 'continue' | 'change' | undefined;

/** Shows the requests, and asks what to do next; undefined: nothing. */
async function review(
  title: string,
  jobIds: readonly string[],
  { changes, isRevealed }: ChangesDraft,
  { reports, rebuild }: ChangeServices,
): Promise<Next> {
  const requests = await withProgress(title, jobIds.length, signal =>
    rebuild(jobIds, changes, signal),
  );
  await reports.show(t('Retry Requests'), requestsText(requests, isRevealed));
  // A list leaves the document in sight, as a modal dialog would not.
  const chosen = await vscode.window.showQuickPick(
    [
      { label: t('Continue…'), next: 'continue' as const },
      { label: t('Change More…'), next: 'change' as const },
    ],
    {
      title,
      placeHolder: t('The requests are open in the editor. Nothing has been sent yet.'),
      ignoreFocusOut: true,
    },
  );
  return chosen?.next;
}
