import type { ActionEntry } from './actionLog';
import { csvLine, type CsvValue } from './csv';
import type { ExportFormat } from './exportRows';
import { isoTime } from './time';

/** The columns of an exported history. */
const columns: readonly {
  readonly title: string;
  readonly valueOf: (entry: ActionEntry) => CsvValue;
}[] = [
  { title: 'Time', valueOf: entry => isoTime(entry.at) },
  { title: 'By', valueOf: entry => entry.by },
  { title: 'Action', valueOf: entry => entry.action },
  { title: 'Mode', valueOf: entry => entry.mode },
  { title: 'Outcome', valueOf: entry => entry.outcome },
  { title: 'Detail', valueOf: entry => entry.detail },
  { title: 'Job ID', valueOf: entry => entry.jobId },
  { title: 'Job Name', valueOf: entry => entry.jobName },
  { title: 'Status', valueOf: entry => entry.status },
  { title: 'Task Type', valueOf: entry => entry.taskType },
  { title: 'Media ID', valueOf: entry => entry.mediaId },
  { title: 'Task ID', valueOf: entry => entry.taskId },
  { title: 'Table', valueOf: entry => entry.table },
  { title: 'Region', valueOf: entry => entry.region },
  { title: 'Run', valueOf: entry => entry.run },
];

/** Entries a piece: a few milliseconds of work. */
const pieceSize = 200;

/** The text of a file of these entries, piece by piece. */
export function* exportActions(
  entries: readonly ActionEntry[],
  format: ExportFormat,
): Generator<string, void> {
  if (format === 'csv') {
    yield csvLine(columns.map(({ title }) => title));
  } else if (format === 'json') {
    yield '[\n';
  }
  for (let start = 0; start < entries.length; start += pieceSize) {
    const piece = entries.slice(start, start + pieceSize);
    yield format === 'csv'
      ? piece.map(entry => csvLine(columns.map(({ valueOf }) => valueOf(entry)))).join('')
      : format === 'json'
        ? `${start > 0 ? ',\n' : ''}${piece.map(jsonOf).join(',\n')}`
        : piece.map(entry => `${jsonOf(entry)}\n`).join('');
  }
  if (format === 'json') {
    yield '\n]\n';
  }
}

/** As an exported job has them: times as texts that anything can read. */
const jsonOf = (entry: ActionEntry): string => JSON.stringify({ ...entry, at: isoTime(entry.at) });
