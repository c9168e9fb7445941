import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { countedFailuresSearch } from '../../core/failures/countedFailures';
import type { FailureCount } from '../../core/settings/failureCount';
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

  private show({ content, failed, failureCount, failedWithinHours }: StatusBarView): void {
    const { item, view } = this;
    view.badge = failed > 0 ? badgeOf(failed, failureCount, content?.isSample === true) : undefined;
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
    this.setCommand(content.click, failedWithinHours, failureCount);
    item.show();
  }

  /** Sets the command only if it changed: VS Code drops a click in flight when the command is set again. */
  private setCommand(
    click: StatusBarContent['click'],
    hours: number | undefined,
    counts: FailureCount,
  ): void {
    const key = JSON.stringify([click, hours, counts]);
    if (key !== this.click) {
      this.click = key;
      this.item.command = commandOf(click, hours, counts);
    }
  }
}

/** Trusts only the tooltip's own commands, since table texts might contain command links. */
function trustedMarkdown({ tooltip, tooltipCommands }: StatusBarContent): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(tooltip, true);
  markdown.isTrusted = { enabledCommands: tooltipCommands.map(name => commands[name]) };
  return markdown;
}

function badgeOf(failed: number, counts: FailureCount, isSample: boolean): vscode.ViewBadge {
  const tooltip =
    counts === 'unresolved'
      ? unresolvedBadge(failed)
      : isSample
        ? sampleBadge(failed)
        : realBadge(failed);
  return { value: failed, tooltip };
}

const unresolvedBadge = (failed: number): string =>
  failed === 1
    ? t('1 unresolved failed Batch job')
    : t('{0} unresolved failed Batch jobs', formatCount(failed));

const realBadge = (failed: number): string =>
  failed === 1 ? t('1 failed Batch job') : t('{0} failed Batch jobs', formatCount(failed));

const sampleBadge = (failed: number): string =>
  failed === 1
    ? t('Sample data: 1 failed job')
    : t('Sample data: {0} failed jobs', formatCount(failed));

/** A click on the count opens the dashboard with the causes of the counted failures. */
function commandOf(
  click: StatusBarContent['click'],
  hours: number | undefined,
  counts: FailureCount,
): vscode.Command {
  if (click === 'failedJobs') {
    return {
      command: commands.openDashboard,
      title: t('Open Dashboard'),
      arguments: [
        { statuses: ['FAILED'], text: countedFailuresSearch(hours, counts), failures: true },
      ],
    };
  }
  return click === 'dashboard'
    ? { command: commands.openDashboard, title: t('Open Dashboard') }
    : { command: commands[click], title: remedyTitles[click] };
}
