import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable } from '../../core/base/emitter';
import { describeError } from '../../core/diagnostics/errors';
import { failureMessage, filterOfFailures } from '../../core/failures/failureMessage';
import { FailureNotifier } from '../../core/failures/failureNotifier';
import type { JobStore } from '../../core/store/jobStore';
import { TableGuard, tableChangedText } from '../../core/store/tableGuard';
import { NewFailureDetector, type NewFailure } from '../../core/failures/newFailureDetector';
import { sampleDataTexts } from '../../core/text/sampleDataTexts';
import type { TaskTypes } from '../../core/job/taskTypes';
import { isSample } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import { commands, settingKeys, settingsSection } from '../../ids';
import { systemClock } from '../base/clock';
import { acknowledge, countsAsFailure } from '../actions/acknowledge';
import type { Dashboard } from '../dashboard/dashboard';
import type { JobMarks } from '../actions/jobMarks';
import type { RefreshRate } from '../polling/refreshRate';
import type { Settings } from '../connection/settings';

export interface NotificationServices {
  readonly store: JobStore;
  readonly taskTypes: TaskTypes;
  readonly feed: JobFeed;
  readonly rate: RefreshRate;
  readonly settings: Settings;
  readonly marks: JobMarks;
  readonly dashboard: Pick<Dashboard, 'show'>;
  readonly log: Pick<vscode.LogOutputChannel, 'error'>;
}

/**
 * Notifies of new failures if the user enabled it. Core decides which failures count as new, and when to
 * notify.
 */
export class FailureNotifications implements Disposable {
  private readonly failures: NewFailureDetector;
  private readonly notifier: FailureNotifier;
  private readonly subscriptions: DisposableStore;

  constructor(private readonly services: NotificationServices) {
    const { store, taskTypes, feed, rate, settings } = services;
    this.failures = new NewFailureDetector({
      store,
      taskTypeOf: taskTypes.of,
      now: () => systemClock.now(),
      filter: () => settings.values.notifications?.filter,
      found: failures => this.notifier.add(failures),
    });
    this.notifier = new FailureNotifier({
      clock: systemClock,
      windowMs: () => settings.values.notifications?.windowMs ?? 0,
      maxGapMs: () => this.failures.maxGapMs,
      stillCounts: jobId => countsAsFailure(store, jobId),
      show: failures => this.show(failures),
    });
    this.subscriptions = new DisposableStore(
      this.failures,
      this.notifier,
      store.onDidReset(() => this.notifier.clear()),
      taskTypes.onDidChange(() => this.failures.renamed()),
      feed.onDidRead(() => this.failures.refreshed(systemClock.now(), rate.waitMs)),
      rate.onDidChange(() => {
        this.failures.expect(rate.waitMs);
        if (!settings.values.notifications) {
          this.notifier.clear();
        }
      }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** Resolves when the notification closes, without waiting for what its buttons run. */
  private async show(failures: readonly NewFailure[]): Promise<void> {
    const { store, settings, feed, log } = this.services;
    const sameTable = new TableGuard(store);
    const isOfSample = isSample(feed.state);
    const search = settings.values.notifications?.filter ?? '';
    // The notification may stay open for a long time.
    const ifSameTable = (act: () => unknown) => (): unknown =>
      sameTable.holds ? act() : vscode.window.showWarningMessage(tableChangedText());
    const buttons = {
      [t('Show')]: ifSameTable(() =>
        this.services.dashboard.show({ filter: filterOfFailures(failures, search) }),
      ),
      [t('Acknowledge')]: ifSameTable(() => this.acknowledge(failures)),
      // For sample data, do not offer to turn off notifications of real failures.
      ...(isOfSample
        ? { [sampleDataTexts.end]: ifSameTable(endSample) }
        : { [t('Don’t Show Again')]: turnOff }),
    };
    const chosen = await vscode.window.showWarningMessage(
      failureMessage(failures, isOfSample),
      ...Object.keys(buttons),
    );
    if (chosen !== undefined) {
      Promise.resolve(buttons[chosen]?.()).catch((error: unknown) =>
        log.error(`notification: ${describeError(error)}`),
      );
    }
  }

  private async acknowledge(failures: readonly NewFailure[]): Promise<void> {
    const { store, marks } = this.services;
    const jobIds = failures
      .map(({ jobId }) => jobId)
      .filter(jobId => countsAsFailure(store, jobId));
    if (jobIds.length > 0) {
      await acknowledge(store, marks, jobIds);
    }
  }
}

const endSample = (): unknown => vscode.commands.executeCommand(commands.endSampleData);

const turnOff = (): Thenable<void> =>
  vscode.workspace
    .getConfiguration(settingsSection)
    .update(settingKeys.notificationsMode, 'off', vscode.ConfigurationTarget.Global);
