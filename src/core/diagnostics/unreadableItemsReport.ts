import { t } from '@vscode/l10n';
import { formatCount } from '../text/formatCount';
import { escapeText } from '../text/escapeText';
import { plural } from '../text/localization';

export interface UnreadableItems {
  readonly table: string;
  /** The number of items that hold no job; `items` describes some of them. */
  readonly malformed: number;
  readonly items: readonly string[];
  /** The attributes left out of each job, by job id. */
  readonly damaged: ReadonlyMap<string, readonly string[]>;
  readonly hasMoreDamaged: boolean;
}

/** DynamoDB's limit for a partition key, so that any id can be copied whole. */
const maxIdLength = 2_048;

/** A report on items and attributes that could not be read; undefined if all could. */
export function unreadableItemsReport(unread: UnreadableItems): string | undefined {
  const { table, malformed, items, damaged, hasMoreDamaged } = unread;
  if (malformed === 0 && damaged.size === 0) {
    return undefined;
  }
  const rest = malformed - items.length;
  const lines = [
    t('Table {0}', escapeText(table, 255)),
    ...(malformed > 0
      ? [
          '',
          malformedText(malformed),
          t('Every item needs a string attribute "jobId". These items contain:'),
          ...items.map(item => `  ${item}`),
          ...(rest > 0 ? [`  ${t('… and {0} more', formatCount(rest))}`] : []),
        ]
      : []),
    ...(damaged.size > 0
      ? [
          '',
          damagedText(damaged.size, hasMoreDamaged),
          t('Job ID: attributes with a value of the wrong type'),
          ...Array.from(
            damaged,
            ([jobId, names]) => `  ${escapeText(jobId, maxIdLength)}: ${names.join(', ')}`,
          ),
          ...(hasMoreDamaged ? [`  ${t('… and more')}`] : []),
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

function malformedText(count: number): string {
  const figure = formatCount(count);
  return plural(
    count,
    t('{0} item is not a readable job and is not shown.', figure),
    t('{0} items are not readable jobs and are not shown.', figure),
  );
}

export function damagedText(count: number, hasMore: boolean): string {
  const figure = formatCount(count);
  if (hasMore) {
    return t('More than {0} jobs have unreadable attributes, which are not shown.', figure);
  }
  return plural(
    count,
    t('{0} job has unreadable attributes, which are not shown.', figure),
    t('{0} jobs have unreadable attributes, which are not shown.', figure),
  );
}
