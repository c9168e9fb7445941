import * as vscode from 'vscode';
import { Coalesced } from '../core/coalesce';
import type { Disposable } from '../core/emitter';
import { FailedTimes } from '../core/failedTimes';
import type { JobStore } from '../core/jobStore';
import type { JobFeed } from '../data/jobFeed';
import { commands } from '../ids';
import { systemClock } from './clock';
import type { RefreshRate } from './refreshRate';
import type { Settings } from './settings';
import { statusBarContent } from './statusBarContent';

const refreshMs = 200;
const hourMs = 3_600_000;

/** The counter of failed jobs, in the status bar and as the view's badge. */
export class StatusBar implements Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'batchMonitor.failed',
    vscode.StatusBarAlignment.Left,
  );
  private readonly refresh = new Coalesced(() => this.show(), refreshMs, systemClock);
  private readonly failedTimes: FailedTimes;
  private readonly subscriptions: Disposable[];

  constructor(
    private readonly store: JobStore,
    private readonly feed: JobFeed,
    private readonly settings: Settings,
    private readonly rate: RefreshRate,
    private readonly view: Pick<vscode.TreeView<unknown>, 'badge'>,
  ) {
    this.item.name = 'Batch Monitor: Failed Jobs';
    this.failedTimes = new FailedTimes(store);
    this.subscriptions = [
      this.item,
      this.failedTimes,
      store.onDidChange(() => this.refresh.request()),
      feed.onDidChangeState(() => this.refresh.request()),
      rate.onDidChange(() => this.refresh.request()),
    ];
  }

  dispose(): void {
    this.refresh.dispose();
    this.subscriptions.forEach(subscription => subscription.dispose());
  }

  private show(): void {
    const { failedWithinHours } = this.settings.values;
    const failed = this.failedTimes.countSince(
      failedWithinHours === undefined ? -Infinity : Date.now() - failedWithinHours * hourMs,
    );
    this.item.command = openFailed(failedWithinHours);
    this.view.badge =
      failed > 0 ? { value: failed, tooltip: `${failed} failed Batch jobs` } : undefined;
    const content = statusBarContent(this.feed.state, this.rate.waitMs, failed, this.store.size);
    if (!content) {
      this.item.hide();
      return;
    }
    this.item.text = content.text;
    this.item.tooltip = content.tooltip;
    this.item.accessibilityInformation = { label: content.accessibleName, role: 'button' };
    this.item.backgroundColor = content.isError
      ? new vscode.ThemeColor('statusBarItem.errorBackground')
      : undefined;
    this.item.show();
  }
}

/** A click shows the jobs that are counted. */
function openFailed(withinHours: number | undefined): vscode.Command {
  const time = withinHours && { kind: 'last', ms: withinHours * hourMs };
  return {
    command: commands.openDashboard,
    title: 'Open Dashboard',
    arguments: [{ statuses: ['FAILED'], time }],
  };
}
