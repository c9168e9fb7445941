import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { countedFailuresSearch } from '../../core/failures/countedFailures';
import type { Disposable } from '../../core/base/emitter';
import { formatCount } from '../../core/text/formatCount';
import { remedyTitles } from '../../core/diagnostics/remedyTitles';
import { commands } from '../../ids';
import type { StatusBarContent } from './statusBarContent';
import { StatusBarModel, type StatusBarSources, type StatusBarView } from './statusBarModel';

/** The number of failed jobs, in the status bar and as the view's badge. */
export class StatusBar implements Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'batchMonitor.failed',
    vscode.StatusBarAlignment.Left,
  );
  private readonly model: StatusBarModel;
  private click = '';

  constructor(
    sources: StatusBarSources,
    private readonly view: Pick<vscode.TreeView<unknown>, 'badge'>,
  ) {
    this.item.name = t('Batch Monitor: Failed Jobs');
    this.model = new StatusBarModel(sources, shown => this.show(shown));
  }

  dispose(): void {
    this.model.dispose();
    this.item.dispose();
  }

  private show({ content, failed, failedWithinHours }: StatusBarView): void {
    const { item, view } = this;
    view.badge = failed > 0 ? badgeOf(failed, content?.isSample === true) : undefined;
    if (!content) {
      item.hide();
      return;
    }
    item.text = content.text;
    item.tooltip = trustedMarkdown(content);
    item.accessibilityInformation = { label: content.accessibleName, role: 'button' };
    item.backgroundColor = content.isError
      ? new vscode.ThemeColor('statusBarItem.errorBackground')
      : undefined;
    this.setCommand(content.click, failedWithinHours);
    item.show();
  }

  /** Sets the command only if it changed: VS Code drops a click in flight when the command is set again. */
  private setCommand(click: StatusBarContent['click'], hours: number | undefined): void {
    const key = JSON.stringify([click, hours]);
    if (key !== this.click) {
      this.click = key;
      this.item.command = commandOf(click, hours);
    }
  }
}

/** Trusts only the tooltip's own commands, since table texts might contain command links. */
function trustedMarkdown({ tooltip, tooltipCommands }: StatusBarContent): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(tooltip, true);
  markdown.isTrusted = { enabledCommands: tooltipCommands.map(name => commands[name]) };
  return markdown;
}

function badgeOf(failed: number, isSample: boolean): vscode.ViewBadge {
  return { value: failed, tooltip: isSample ? sampleBadge(failed) : realBadge(failed) };
}

const realBadge = (failed: number): string =>
  failed === 1 ? t('1 failed Batch job') : t('{0} failed Batch jobs', formatCount(failed));

const sampleBadge = (failed: number): string =>
  failed === 1
    ? t('Sample data: 1 failed job')
    : t('Sample data: {0} failed jobs', formatCount(failed));

/** A click on the count opens the dashboard with the counted jobs. */
function commandOf(click: StatusBarContent['click'], hours: number | undefined): vscode.Command {
  if (click === 'failedJobs') {
    return {
      command: commands.openDashboard,
      title: t('Open Dashboard'),
      arguments: [{ statuses: ['FAILED'], text: countedFailuresSearch(hours) }],
    };
  }
  return click === 'dashboard'
    ? { command: commands.openDashboard, title: t('Open Dashboard') }
    : { command: commands[click], title: remedyTitles[click] };
}
