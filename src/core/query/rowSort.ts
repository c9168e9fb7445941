import { definitionName, queueName } from '../job/arn';
import { DerivedDictionary } from '../store/derivedDictionary';
import type { SortKey } from '../filter/columns';
import { reasonLine } from '../job/reasons';
import type { JobColumns } from '../store/jobColumns';
import { durationOfRow } from '../store/rowDuration';
import type { Coded } from '../store/columns/coded';
import type { RowTaskTypes } from '../store/rowTaskTypes';
import type { SortBy } from '../base/stableSort';
import { CollationRanks } from '../store/collationRanks';

export type RowSort = SortBy<number | string>;

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
      return byText(fields[column], isAscending);
    case 'statusReason':
      return byText({ get: row => reasonLineOf(rows, row) }, isAscending);
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

function byText(
  field: { get(row: number): string | undefined },
  isAscending: boolean,
): SortBy<string> {
  return {
    keyOf: row => field.get(row)?.toLowerCase() ?? '',
    isBefore: isAscending
      ? (a, b) => a !== '' && (b === '' || a < b)
      : (a, b) => a !== '' && (b === '' || a > b),
    allocate: length => new Array<string>(length),
  };
}

/** For a coded field: comparing ranks is many times faster than comparing strings. */
function byRank(field: Coded<string | undefined>, isAscending: boolean): SortBy<number> {
  const ranks = new CollationRanks(() => field.values, isAscending);
  return {
    keyOf: row => ranks.of(field.code(row)),
    isBefore: (a, b) => ranks.isBefore(a, b),
    allocate: length => new Float64Array(length),
  };
}

/** Jobs without a readable time come last. */
function byTime({ fields }: JobColumns, isAscending: boolean): SortBy<number> {
  return byAmount(row => fields.timestamp.time(row), isAscending);
}

/** NaN comes last. */
function byAmount(amountOf: (row: number) => number, isAscending: boolean): SortBy<number> {
  return byNumber(row => {
    const amount = amountOf(row);
    return Number.isNaN(amount) ? Infinity : isAscending ? amount : -amount;
  });
}

function byNumber(keyOf: (row: number) => number): SortBy<number> {
  return { keyOf, isBefore: (a, b) => a < b, allocate: length => new Float64Array(length) };
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
