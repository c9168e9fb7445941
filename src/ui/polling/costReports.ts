import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/emitter';
import { describeError } from '../../core/diagnostics/errors';
import { freshnessOf, lacksBackfill } from '../../data/feed/feedState';
import type { FinishedRead, JobFeed } from '../../data/feed/jobFeed';
import { settingKeys, settingsSection } from '../../ids';
import { CostWarning } from './costWarning';
import { showGuide } from '../base/guidePreview';
import { readLogLine } from './readLogLine';
import type { RefreshRate } from './refreshRate';
import type { Settings } from '../connection/settings';

/** Reports the cost of reading: in the log at each read, and to the user if it is too high. */
export class CostReports implements Disposable {
  private readonly warning: CostWarning;
  private readonly subscription: Disposable;

  constructor(
    private readonly feed: JobFeed,
    private readonly rate: RefreshRate,
    private readonly log: vscode.LogOutputChannel,
    settings: Settings,
    { globalState, extensionUri }: vscode.ExtensionContext,
  ) {
    this.warning = new CostWarning({
      memory: globalState,
      limit: () => settings.values.costWarningPerDay,
      showWarning: (message, ...buttons) => vscode.window.showWarningMessage(message, ...buttons),
      explain: () => showGuide(extensionUri, 'reading-costs'),
      changeInterval: () =>
        vscode.commands.executeCommand(
          'workbench.action.openSettings',
          `${settingsSection}.${settingKeys.refreshIntervalSeconds}`,
        ),
    });
    this.subscription = feed.onDidRead(read => this.report(read));
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private report(read: FinishedRead): void {
    const { state } = this.feed;
    const { cost } = freshnessOf(state, this.rate.waitMs);
    if (cost) {
      // Changes are read too often for the info level.
      const isFrequent = read.kind === 'changes' || read.kind === 'refresh';
      this.log[isFrequent ? 'debug' : 'info'](readLogLine(read, cost));
    }
    if (read.kind === 'scan' && lacksBackfill(state)) {
      this.log.warn('index changes lacks some jobs, so the hourly full read scans the table');
    }
    this.warning
      .consider(state, cost?.day)
      .catch((error: unknown) => this.log.error(`cost warning: ${describeError(error)}`));
  }
}
