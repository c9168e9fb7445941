import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { formatCount } from '../../core/text/formatCount';
import { formatAge } from '../../core/text/time';
import type { ShareNode, UsageNode, VcpusNode } from './queueNode';
import { plain, percentText, quantityText, unitName, usageText } from './queueTexts';

/** What the jobs of a queue request, as far as Batch Monitor knows them. */
export function vcpusItem({ used, isAtLeast, max }: VcpusNode): vscode.TreeItem {
  const item = new vscode.TreeItem(t('vCPUs'));
  const count = isAtLeast ? t('at least {0}', formatCount(used)) : formatCount(used);
  item.description =
    max === undefined ? t('{0} in use', count) : t('{0} of {1} in use', count, formatCount(max));
  item.iconPath = new vscode.ThemeIcon('dashboard');
  item.tooltip = isAtLeast
    ? t('vCPUs that the running jobs request. The vCPUs of some running jobs are unknown.')
    : t('vCPUs that the running jobs request, of the maximum of all compute environments.');
  return item;
}

/** What they use, as AWS Batch counts it. */
export function usageItem({ usage, updatedAt }: UsageNode, now: number): vscode.TreeItem {
  const item = new vscode.TreeItem(plain(unitName(usage)));
  item.description = t('{0} in use', quantityText(usage.quantity));
  item.iconPath = new vscode.ThemeIcon('dashboard');
  if (updatedAt !== undefined) {
    item.tooltip = t('Updated {0}', formatAge(updatedAt, now));
  }
  return item;
}

/** What the jobs of one share use. */
export function shareItem({ share, fraction }: ShareNode): vscode.TreeItem {
  const item = new vscode.TreeItem(plain(share.name));
  const parts = share.usage.map(usageText);
  item.description = [...parts, ...(fraction === undefined ? [] : [percentText(fraction)])]
    .map(plain)
    .join(' · ');
  item.iconPath = new vscode.ThemeIcon('pie-chart');
  return item;
}
