import { t } from '@vscode/l10n';
import { defaultColumnIds, type ColumnId } from '../../src/core/filter/columns';
import type { Preferences } from '../../src/protocol/schemas';

/** A table layout for a purpose. */
export interface Preset {
  readonly title: string;
  readonly hint: string;
  readonly layout: Pick<Preferences, 'columns' | 'timeStyle'>;
}

const triageColumns: readonly ColumnId[] = [
  'status',
  'timestamp',
  'taskType',
  'statusReason',
  'mediaId',
  'jobName',
];

const columnsOf = (ids: readonly ColumnId[]): Preferences['columns'] => ids.map(id => ({ id }));

export const presets = (): readonly Preset[] => [
  {
    title: t({ message: 'Classic', comment: 'Table layout with the nine default columns' }),
    hint: t('Show the nine default columns'),
    layout: { columns: columnsOf(defaultColumnIds), timeStyle: 'absolute' },
  },
  {
    title: t({ message: 'Triage', comment: 'Table layout for finding out why jobs failed' }),
    hint: t('Show status, age, and reason first'),
    layout: { columns: columnsOf(triageColumns), timeStyle: 'relative' },
  },
];

/** Whether the table has the preset's columns in its order; widths do not matter. */
export const isInUse = ({ layout }: Preset, { columns, timeStyle }: Preferences): boolean =>
  timeStyle === layout.timeStyle &&
  columns.length === layout.columns.length &&
  columns.every(({ id }, index) => id === layout.columns[index]?.id);
