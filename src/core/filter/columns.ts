import { t } from '@vscode/l10n';

/** The table's columns, also its sort keys: those shown by default in their order, then the optional ones. */
export const columnIds = [
  'mediaId',
  'taskId',
  'taskType',
  'status',
  'jobId',
  'jobName',
  'region',
  'timestamp',
  'statusReason',
  'queue',
  'definition',
  'duration',
  'attempts',
  'exitCode',
  'workspace',
  'resolution',
] as const;

export type ColumnId = (typeof columnIds)[number];

/** Shown unless the user selects others. */
export const defaultColumnIds: readonly ColumnId[] = columnIds.slice(0, 9);

export function columnTitle(id: ColumnId): string {
  switch (id) {
    case 'mediaId':
      return t('Media ID');
    case 'taskId':
      return t('Task ID');
    case 'taskType':
      return t('Task Type');
    case 'status':
      return t('Status');
    case 'jobId':
      return t('Job ID');
    case 'jobName':
      return t('Job Name');
    case 'region':
      return t('Region');
    case 'timestamp':
      return t('Timestamp');
    case 'statusReason':
      return t('Status Reason');
    case 'queue':
      return t('Job Queue');
    case 'definition':
      return t('Job Definition');
    case 'duration':
      return t('Duration');
    case 'attempts':
      return t('Attempts');
    case 'exitCode':
      return t('Exit Code');
    case 'workspace':
      return t('Workspace');
    case 'resolution':
      return t('Resolution');
  }
}

export interface SortKey {
  readonly column: ColumnId;
  readonly direction: 'ascending' | 'descending';
}

export interface Sort extends SortKey {
  /** Orders jobs that are equal in the first column; without it, and after it, newest first. */
  readonly then?: SortKey | undefined;
}

export const newestFirst: Sort = { column: 'timestamp', direction: 'descending' };
