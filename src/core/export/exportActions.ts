import type { ActionEntry } from '../actions/actionLog';
import { exportLayout, type ExportColumn, type ExportFormat } from './exportLayout';
import { isoTime } from '../text/time';

/** The columns of an exported history. */
const columns: readonly ExportColumn<[ActionEntry]>[] = [
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
  { title: 'Note', valueOf: entry => entry.note },
];

/** Entries per chunk: a few milliseconds of work. */
const chunkSize = 200;

/** Yields the file's text in chunks. */
export function* exportActions(
  entries: readonly ActionEntry[],
  format: ExportFormat,
): Generator<string, void> {
  const { head, record, between, tail } = exportLayout(format, columns, jsonOf);
  yield head;
  for (let start = 0; start < entries.length; start += chunkSize) {
    const chunk = entries.slice(start, start + chunkSize).map(entry => record(entry));
    yield `${start > 0 ? between : ''}${chunk.join(between)}`;
  }
  yield tail;
}

/** Times as ISO 8601, which any tool can read. */
const jsonOf = (entry: ActionEntry): string => JSON.stringify({ ...entry, at: isoTime(entry.at) });
