import { t } from '@vscode/l10n';
import type { ActionEntry } from './actionLog';
import { entryName, outcomeName } from './actionNames';
import { isoTime } from '../text/time';

/** History entries as readable text, one line each. */
export function historyReport(entries: readonly ActionEntry[]): string {
  const lines = entries.map(entry =>
    [
      isoTime(entry.at) ?? '',
      entryName(entry),
      outcomeName(entry.outcome),
      entry.jobName || '–',
      entry.jobId,
      entry.detail,
      ...(entry.note === undefined ? [] : [t('Note: {0}', entry.note)]),
    ]
      .map(part => part.replace(/\s+/g, ' '))
      .join('  '),
  );
  return `${lines.length > 0 ? lines.join('\n') : t('No entries.')}\n`;
}
