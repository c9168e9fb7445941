import type { Sort } from './columns';
import type { JobRows } from './jobRows';
import type { RowTaskTypes } from './rowTaskTypes';
import type { SortBy } from './stableSort';

export type RowSort = SortBy<number | string>;

/** Upper and lower case alike, and missing values last in both directions. */
export function rowSort(rows: JobRows, taskTypes: RowTaskTypes, sort: Sort): RowSort {
  const isAscending = sort.direction === 'ascending';
  switch (sort.column) {
    case 'timestamp':
      return byTime(rows, isAscending);
    case 'taskType':
      return byRank(taskTypes, isAscending);
    case 'status':
    case 'region':
      return byRank(rows.fields[sort.column], isAscending);
    case 'jobId':
    case 'jobName':
    case 'mediaId':
    case 'taskId':
    case 'statusReason':
      return byText(rows.fields[sort.column], isAscending);
  }
}

function byText(
  field: { get(row: number): string | undefined },
  isAscending: boolean,
): SortBy<string> {
  return {
    keyOf: row => field.get(row)?.toLowerCase() ?? '',
    isBefore: isAscending
      ? (a, b) => a !== '' && (b === '' || a < b)
      : (a, b) => a !== '' && (b === '' || a > b),
    room: length => new Array<string>(length),
  };
}

/** Of a field with few texts: comparing their ranks is many times faster than comparing them. */
function byRank(
  field: { code(row: number): number; readonly values: readonly string[] },
  isAscending: boolean,
): SortBy<number> {
  let ranks: readonly number[] = [];
  return byNumber(row => {
    const code = field.code(row);
    if (code >= ranks.length) {
      ranks = ranksOf(field.values, isAscending);
    }
    return ranks[code] ?? Infinity;
  });
}

function ranksOf(texts: readonly string[], isAscending: boolean): number[] {
  const keys = texts.map(text => text.toLowerCase());
  const sorted = [...new Set(keys)].filter(key => key !== '').sort();
  const rankOf = new Map(
    sorted.map((key, index) => [key, isAscending ? index : sorted.length - index]),
  );
  return keys.map(key => rankOf.get(key) ?? Infinity);
}

/** Jobs without a readable time last. */
export function byTime({ fields }: JobRows, isAscending: boolean): SortBy<number> {
  return byNumber(row => {
    const time = fields.timestamp.time(row);
    return Number.isNaN(time) ? Infinity : isAscending ? time : -time;
  });
}

function byNumber(keyOf: (row: number) => number): SortBy<number> {
  return { keyOf, isBefore: (a, b) => a < b, room: length => new Float64Array(length) };
}

/** Newest first; of those of one time, whichever was known first. */
export function newestFirstComparison(rows: JobRows): (a: number, b: number) => number {
  const newest = byTime(rows, false);
  return (a, b) => {
    const x = newest.keyOf(a);
    const y = newest.keyOf(b);
    return x === y ? a - b : x - y;
  };
}
