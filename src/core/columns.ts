/** The table's columns: the seed dashboard's in its order, then those to choose. `id` is the sort key. */
export const columns = [
  { id: 'mediaId', title: 'Media ID' },
  { id: 'taskId', title: 'Task ID' },
  { id: 'taskType', title: 'Task Type' },
  { id: 'status', title: 'Status' },
  { id: 'jobId', title: 'Job ID' },
  { id: 'jobName', title: 'Job Name' },
  { id: 'region', title: 'Region' },
  { id: 'timestamp', title: 'Timestamp' },
  { id: 'statusReason', title: 'Status Reason' },
  { id: 'queue', title: 'Job Queue' },
  { id: 'definition', title: 'Job Definition' },
  { id: 'duration', title: 'Duration' },
  { id: 'attempts', title: 'Attempts' },
  { id: 'exitCode', title: 'Exit Code' },
  { id: 'workspace', title: 'Workspace' },
] as const;

export type ColumnId = (typeof columns)[number]['id'];

export const columnIds: readonly ColumnId[] = columns.map(column => column.id);

/** Those on show unless the user chose others. */
export const usualColumnIds: readonly ColumnId[] = columnIds.slice(0, 9);

export function columnTitle(id: ColumnId): string {
  return columns.find(column => column.id === id)?.title ?? id;
}

export interface SortKey {
  readonly column: ColumnId;
  readonly direction: 'ascending' | 'descending';
}

export interface Sort extends SortKey {
  /** Among jobs that are alike in the first column; without it, and after it, newest first. */
  readonly then?: SortKey | undefined;
}

export const newestFirst: Sort = { column: 'timestamp', direction: 'descending' };
