import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { Coalesced } from '../core/coalesce';
import { countedFailuresSearch, countedSince } from '../core/countedFailures';
import type { Disposable } from '../core/emitter';
import { FailedTimes } from '../core/failedTimes';
import { formatCount } from '../core/formatCount';
import type { JobStore } from '../core/jobStore';
import { StatusCounts } from '../core/statusCounts';
import type { FeedPhase, FeedState } from '../data/feedState';
import type { JobFeed } from '../data/jobFeed';
import { commands } from '../ids';
import { systemClock } from './clock';
import type { RefreshRate } from './refreshRate';
import type { Settings } from './settings';
import { statusBarContent, type StatusBarContent } from './statusBarContent';

const refreshMs = 200;
const minuteMs = 60_000;

/** The counter of failed jobs, in the status bar and as the view's badge. */
export class StatusBar implements Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'batchMonitor.failed',
    vscode.StatusBarAlignment.Left,
  );
  private readonly refresh = new Coalesced(() => this.show(), refreshMs, systemClock);
  private readonly movesOn = new Coalesced(() => this.show(), minuteMs, systemClock);
  private readonly failedTimes: FailedTimes;
  private readonly counts: StatusCounts;
  private readonly subscriptions: Disposable[];
  /** Of the last refresh, until one goes well. */
  private failure: FeedPhase | undefined;
  /** What the item shows, as one text: setting it anew would disturb who reads it. */
  private shown = '';

  constructor(
    store: JobStore,
    private readonly feed: JobFeed,
    private readonly settings: Settings,
    private readonly rate: RefreshRate,
    private readonly view: Pick<vscode.TreeView<unknown>, 'badge'>,
  ) {
    this.item.name = t('Batch Monitor: Failed Jobs');
    this.failedTimes = new FailedTimes(store);
    this.counts = new StatusCounts(store);
    this.subscriptions = [
      this.item,
      this.failedTimes,
      this.counts,
      store.onDidChange(() => this.refresh.request()),
      feed.onDidChangeState(({ load }) => {
        this.noteFailure(load);
        this.refresh.request();
      }),
      rate.onDidChange(() => this.refresh.request()),
    ];
  }

  dispose(): void {
    this.refresh.dispose();
    this.movesOn.dispose();
    this.subscriptions.forEach(subscription => subscription.dispose());
  }

  private noteFailure(load: FeedPhase): void {
    if (load.phase !== 'refreshing') {
      this.failure = load.phase === 'failed' ? load : undefined;
    }
  }

  /** A refresh that failed stays so while it is tried again, or the item would flicker. */
  private get state(): FeedState {
    const { state } = this.feed;
    return this.failure && state.load.phase === 'refreshing'
      ? { ...state, load: this.failure }
      : state;
  }

  private show(): void {
    const { failedWithinHours } = this.settings.values;
    const now = systemClock.now();
    const failed = this.failedTimes.countSince(countedSince(failedWithinHours, now));
    const content = statusBarContent({
      state: this.state,
      waitMs: this.rate.waitMs,
      failed,
      failedWithinHours,
      acknowledged: this.counts.acknowledged,
      statistics: this.counts.statistics,
      settingProblems: this.settings.problems.length,
      now,
    });
    this.movesOn.dispose();
    if (content?.movesOn === true) {
      this.movesOn.request();
    }
    const shown = JSON.stringify([failed, failedWithinHours, content]);
    if (shown !== this.shown) {
      this.shown = shown;
      this.view.badge = failed > 0 ? badgeOf(failed) : undefined;
      this.showItem(content, failedWithinHours);
    }
  }

  private showItem(content: StatusBarContent | undefined, hours: number | undefined): void {
    const { item } = this;
    if (!content) {
      item.hide();
      return;
    }
    item.text = content.text;
    item.tooltip = trusted(content);
    item.accessibilityInformation = { label: content.accessibleName, role: 'button' };
    item.backgroundColor = content.isError
      ? new vscode.ThemeColor('statusBarItem.errorBackground')
      : undefined;
    item.command = commandOf(content.click, hours);
    item.show();
  }
}

/** Links run the commands of the tooltip and no others, whatever a text of the table may hold. */
function trusted({ tooltip, tooltipCommands }: StatusBarContent): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(tooltip, true);
  markdown.isTrusted = { enabledCommands: tooltipCommands.map(name => commands[name]) };
  return markdown;
}

function badgeOf(failed: number): vscode.ViewBadge {
  const tooltip =
    failed === 1 ? t('1 failed Batch job') : t('{0} failed Batch jobs', formatCount(failed));
  return { value: failed, tooltip };
}

/** A click on a count shows the jobs that are counted. */
function commandOf(click: StatusBarContent['click'], hours: number | undefined): vscode.Command {
  switch (click) {
    case 'failedJobs':
      return {
        command: commands.openDashboard,
        title: t('Open Dashboard'),
        arguments: [{ statuses: ['FAILED'], text: countedFailuresSearch(hours) }],
      };
    case 'dashboard':
      return { command: commands.openDashboard, title: t('Open Dashboard') };
    case 'checkConnection':
      return { command: commands.checkConnection, title: t('Check Connection') };
  }
}
