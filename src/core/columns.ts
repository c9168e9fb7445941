/** The table's columns, in the seed dashboard's order. `id` is also the sort key. */
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
] as const;

export type ColumnId = (typeof columns)[number]['id'];

export const columnIds: readonly ColumnId[] = columns.map(column => column.id);

export interface Sort {
  readonly column: ColumnId;
  readonly direction: 'ascending' | 'descending';
}

export const newestFirst: Sort = { column: 'timestamp', direction: 'descending' };
