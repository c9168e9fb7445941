import { t } from '@vscode/l10n';
import { cellText } from '../../core/filter/cellText';
import { columnTitle, type ColumnId } from '../../core/filter/columns';
import { plainText } from '../../core/export/csv';
import { formatCount } from '../../core/text/formatCount';
import { plural } from '../../core/text/localization';
import type { Job } from '../../core/job/job';
import type { Resolution } from '../../core/job/resolution';
import type { Row } from '../../protocol/rows';
import type { ToHost } from '../../protocol/toHost';
import type { Message } from '../../protocol/messages';
import { completeRow } from './jobRow';

export interface Copied {
  readonly text: string;
  /** A description for the user: `3 rows`. */
  readonly name: string;
}

/** Jobs as clipboard text, not truncated. */
export function clipboardTable(
  jobs: readonly Job[],
  what: Message<ToHost, 'copy'>['what'],
  columns: readonly ColumnId[],
  taskTypeOf: (job: Job) => string,
  resolutionOf: (jobId: string) => Resolution,
): Copied {
  const count = formatCount(jobs.length);
  const rows = (): Row[] =>
    jobs.map(job => completeRow(job, taskTypeOf(job), resolutionOf(job.jobId)));
  switch (what) {
    case 'ids':
      return {
        text: jobs.map(({ jobId }) => jobId).join('\n'),
        name: plural(jobs.length, t('{0} job ID', count), t('{0} job IDs', count)),
      };
    case 'value':
      return {
        text: rows()
          .flatMap(row => columns.map(column => cellText(row, column)))
          .join('\n'),
        name: columns.map(columnTitle).join(', '),
      };
    case 'rows':
      return {
        text: tableOf(rows(), columns),
        name: plural(jobs.length, t('{0} row', count), t('{0} rows', count)),
      };
  }
}

/** Tab-separated with a header row, as spreadsheets and chat apps paste it. */
function tableOf(rows: readonly Row[], columns: readonly ColumnId[]): string {
  const lines = [
    columns.map(columnTitle),
    ...rows.map(row => columns.map(column => tableCell(cellText(row, column)))),
  ];
  return lines.map(cells => cells.join('\t')).join('\n');
}

/** Tabs and line breaks would start a new cell; numbers may have a sign. */
function tableCell(text: string): string {
  const line = text.replace(/[\t\r\n\0]+/g, ' ');
  // Spreadsheets would interpret a leading quote as the start of a quoted cell.
  return /^-?\d+$/.test(line) ? line : line.startsWith('"') ? `'${line}` : plainText(line);
}
