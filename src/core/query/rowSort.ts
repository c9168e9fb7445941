import { definitionName, queueName } from '../job/arn';
import { DerivedDictionary } from '../store/derivedDictionary';
import type { SortKey } from '../filter/columns';
import { reasonLine } from '../job/reasons';
import type { JobColumns } from '../store/jobColumns';
import { durationOfRow } from '../store/rowDuration';
import type { Coded } from '../store/columns/coded';
import type { RowTaskTypes } from '../store/rowTaskTypes';
import { keyedRows, type KeyedRows } from '../base/keyedRows';
import { readKeys } from '../base/readKeys';
import { stableSort } from '../base/stableSort';
import { roughKey } from '../base/textKeys';
import { sortByText, type TextOrder } from '../base/textSort';
import { CollationRanks } from '../store/collationRanks';

/** A sort criterion. */
export interface RowSort<K = number | string> {
  keyOf(row: number): K;
  /**
   * A number that is not greater for a row that comes before; reading it takes less than comparing keys. It does not
   * change as long as the row does not.
   */
  roughKeyOf(row: number): number;
  /** What rough keys are compared by, until the next new string; absent: themselves. */
  readonly orderOf?: (roughKey: number) => number;
  /** Whether rows with equal rough keys have equal keys. */
  readonly isExact: boolean;
  isBefore(a: K, b: K): boolean;
  /** Sorts rows, yielding between chunks; those with equal keys keep their order. */
  sort(rows: Uint32Array): Generator<undefined, Uint32Array>;
}

/** Ignores case; missing values come last in both directions. */
export function rowSort(rows: JobColumns, taskTypes: RowTaskTypes, sort: SortKey): RowSort {
  const { fields } = rows;
  const { column } = sort;
  const isAscending = sort.direction === 'ascending';
  switch (column) {
    case 'timestamp':
      return byTime(rows, isAscending);
    case 'taskType':
      return byRank(taskTypes, isAscending);
    case 'status':
    case 'region':
      return byRank(fields[column], isAscending);
    case 'queue':
      return byRank(new DerivedDictionary(fields.jobQueue, queueName), isAscending);
    case 'definition':
      return byRank(new DerivedDictionary(fields.jobDefinition, definitionName), isAscending);
    case 'workspace':
      return byRank(fields.workspaceUid, isAscending);
    case 'attempts':
    case 'exitCode':
      return byAmount(row => fields[column].raw(row), isAscending);
    case 'duration':
      return byAmount(row => durationOfRow(rows, row), isAscending);
    case 'resolution':
      return byAmount(row => rows.resolutionCode(row) || NaN, isAscending);
    case 'jobId':
    case 'jobName':
    case 'mediaId':
    case 'taskId':
      return byText(
        {
          textOf: row => fields[column].get(row) ?? '',
          isAscending,
          readNameKeys: (...range) => fields[column].readNameKeys(...range),
        },
        () => fields[column].isLowerCase,
      );
    case 'statusReason':
      return byText({ textOf: row => reasonLineOf(rows, row), isAscending });
  }
}

/** The table shows no reason of a job that succeeded. */
function reasonLineOf({ fields }: JobColumns, row: number): string {
  const status = fields.status.get(row);
  if (status === 'SUCCEEDED') {
    return '';
  }
  return reasonLine({
    status,
    statusReason: fields.statusReason.get(row),
    reason: fields.reason.get(row),
  });
}

function byText(order: TextOrder, isLowerCase = (): boolean => false): RowSort<string> {
  const { textOf, isAscending } = order;
  return {
    keyOf: row => (isLowerCase() ? textOf(row) : textOf(row).toLowerCase()),
    roughKeyOf: row => {
      const text = textOf(row);
      return text === '' ? Infinity : isAscending ? roughKey(text) : -roughKey(text);
    },
    isExact: false,
    isBefore: isAscending
      ? (a, b) => a !== '' && (b === '' || a < b)
      : (a, b) => a !== '' && (b === '' || a > b),
    sort: rows => sortByText(rows, order),
  };
}

/** For a coded field: comparing ranks is many times faster than comparing strings. */
export function byRank(field: Coded<string | undefined>, isAscending: boolean): RowSort<number> {
  const ranks = new CollationRanks(() => field.values, isAscending);
  const keyOf = (row: number): number => ranks.of(field.code(row));
  return {
    keyOf,
    roughKeyOf: keyOf,
    orderOf: key => ranks.position(key),
    isExact: true,
    isBefore: (a, b) => ranks.isBefore(a, b),
    *sort(rows) {
      const list = yield* keyed(rows, keyOf);
      // All at once, since new strings may change ranks.
      list.keys.forEach((key, index) => (list.keys[index] = ranks.position(key)));
      return yield* sorted(list);
    },
  };
}

/** Jobs without a readable time come last. */
function byTime({ fields }: JobColumns, isAscending: boolean): RowSort<number> {
  return byAmount(row => fields.timestamp.time(row), isAscending);
}

/** NaN comes last. */
function byAmount(amountOf: (row: number) => number, isAscending: boolean): RowSort<number> {
  return byNumber(row => {
    const amount = amountOf(row);
    return Number.isNaN(amount) ? Infinity : isAscending ? amount : -amount;
  });
}

function byNumber(keyOf: (row: number) => number): RowSort<number> {
  return {
    keyOf,
    roughKeyOf: keyOf,
    isExact: true,
    isBefore: (a, b) => a < b,
    *sort(rows) {
      return yield* sorted(yield* keyed(rows, keyOf));
    },
  };
}

function* keyed(
  rows: Uint32Array,
  keyOf: (row: number) => number,
): Generator<undefined, KeyedRows> {
  const list = { rows: rows.slice(), keys: new Float64Array(rows.length) };
  yield* readKeys(list, keyOf);
  return list;
}

function* sorted(list: KeyedRows): Generator<undefined, Uint32Array> {
  yield* stableSort(list, keyedRows(list.rows.length));
  return list.rows;
}

/** Newest first; jobs with the same time by row. */
export function newestFirstComparison(rows: JobColumns): (a: number, b: number) => number {
  const newest = byTime(rows, false);
  return (a, b) => {
    const x = newest.keyOf(a);
    const y = newest.keyOf(b);
    return x === y ? a - b : x - y;
  };
}
