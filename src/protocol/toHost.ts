import * as v from 'valibot';
import { jobActions, maxJobsAtOnce } from '../core/actions/jobActions';
import { remedyCommands } from '../core/diagnostics/errors';
import { columnIds } from '../core/filter/columns';
import { failureOrders } from '../core/filter/failureOrder';
import {
  actionTarget,
  count,
  optionalText,
  filter,
  sort,
  preferences,
  tablePosition,
  target,
} from './schemas';
import { actionFilter, maxEntriesPerMessage } from './history';

/** What the page sends to the host. */

/**
 * Commands the page may ask the host to run; each maps to one command of the extension. None takes an argument,
 * since some would apply a text without a prompt.
 */
export const pageCommands = [
  ...remedyCommands,
  'switchConnection',
  'clearActionHistory',
  'endSampleData',
  'showUnreadItems',
  'dismissNewFailures',
] as const;

/** Commands about one job, which must be in the table. */
export const jobCommands = [
  'openEvent',
  'compareWithLastSuccess',
  'retryWithChanges',
  'showMedia',
  'openInConsole',
  'openLog',
  'openLogs',
  'acknowledgeJob',
  'unacknowledgeJob',
] as const;

/** Commands about a group of failures, in the order of its menu. */
export const failureCommands = [
  'showFailureJobs',
  'openNewestEvent',
  'searchLogs',
  'showFailureMedia',
  'copyFailures',
] as const;

/** What can be done with several jobs, in the order of a row's menu. */
export const bulkActions = ['acknowledge', 'unacknowledge', ...jobActions] as const;

export type BulkAction = (typeof bulkActions)[number];

/** The maximum number of filters per `counts` message. */
export const maxCounts = 20;

/** The maximum number of rows per message. */
export const maxRowsPerMessage = 500;

/** From `start` to before `end`. */
const range = { start: count, end: count };

export interface RowRange {
  readonly start: number;
  readonly end: number;
}

const hasAtMost = ({ start, end }: RowRange, max: number): boolean =>
  end >= start && end - start <= max;

const rowRange = v.pipe(
  v.strictObject(range),
  v.check(rows => hasAtMost(rows, maxRowsPerMessage), 'too many rows'),
);

export const toHost = v.variant('type', [
  /** The page has loaded and needs the whole state. */
  v.strictObject({ type: v.literal('ready') }),
  /** Answered by `result` with the same id; later `rows` refer to the newest query. */
  v.strictObject({
    type: v.literal('query'),
    id: count,
    filter,
    sort,
    /** The rows that should come with the result. */
    window: v.optional(rowRange),
    /** The id of the last `show` message; absent before the first. */
    view: v.optional(count),
  }),
  /**
   * The text in the search box while it has an error: the query leaves out terms that cannot be parsed. Absent
   * once there is none.
   */
  v.strictObject({ type: v.literal('invalidSearch'), text: optionalText }),
  /** Rows [start, end) of query `id`, answered by `rows`; superseded queries get no response. */
  v.pipe(
    v.strictObject({ type: v.literal('rows'), id: count, ...range }),
    v.check(rows => hasAtMost(rows, maxRowsPerMessage), 'too many rows'),
  ),
  /** Ids of the jobs in rows [start, end) of query `id`, answered by `ids`. */
  v.pipe(
    v.strictObject({ type: v.literal('ids'), id: count, ...range }),
    v.check(rows => hasAtMost(rows, maxJobsAtOnce), 'too many ids'),
  ),
  /** Copies jobs to the clipboard: as a table of these columns, as one complete value, or as ids. */
  v.strictObject({
    type: v.literal('copy'),
    what: v.picklist(['rows', 'value', 'ids']),
    target,
    columns: v.pipe(v.array(v.picklist(columnIds)), v.maxLength(columnIds.length), v.readonly()),
  }),
  /** Copies a link that opens a dashboard with this filter and sort. */
  v.strictObject({ type: v.literal('copyLink'), filter, sort }),
  v.strictObject({ type: v.literal('preferences'), preferences }),
  /** For a page that replaces this one without its state. */
  v.strictObject({ type: v.literal('position'), position: tablePosition }),
  /**
   * Answered by `charts` with the same id, which must be that of the newest query; superseded queries get no
   * response. Days start at midnight of this time zone of the IANA database; UTC if the host does not know it.
   */
  v.strictObject({
    type: v.literal('charts'),
    id: count,
    timeZone: v.pipe(v.string(), v.maxLength(100)),
  }),
  /** Answered by `counts` with the same id: how many jobs match each of these filters. */
  v.strictObject({
    type: v.literal('counts'),
    id: count,
    filters: v.pipe(v.array(filter), v.maxLength(maxCounts), v.readonly()),
  }),
  /** Answered by `details` at once, and by `event` once the job's full event has been read. */
  v.strictObject({ type: v.literal('details'), jobId: v.string() }),
  /** The details drawer was closed. */
  v.strictObject({ type: v.literal('detailsClosed') }),
  /** Rereads the full event of the job in the details, after a failure. */
  v.strictObject({ type: v.literal('readEvent'), jobId: v.string() }),
  /** Runs an action on jobs; the host shows which jobs are eligible and asks for confirmation. */
  v.strictObject({ type: v.literal('act'), action: v.picklist(bulkActions), target: actionTarget }),
  /** Entries [start, end) of the action history, newest first; answered by `history`. */
  v.pipe(
    v.strictObject({
      type: v.literal('history'),
      id: count,
      filter: actionFilter,
      start: count,
      end: count,
    }),
    v.check(
      ({ start, end }) => end >= start && end - start <= maxEntriesPerMessage,
      'too many entries',
    ),
  ),
  /**
   * The figures of the jobs that match another filter, to compare with; answered by `compared`. The time zone is
   * that of the charts.
   */
  v.strictObject({
    type: v.literal('compare'),
    id: count,
    filter,
    timeZone: v.pipe(v.string(), v.maxLength(100)),
  }),
  /** The page compares with nothing any more. */
  v.strictObject({ type: v.literal('comparisonClosed') }),
  /** The failures among the jobs that match, whatever their status filter; answered by `failures`. */
  v.strictObject({
    type: v.literal('failures'),
    id: count,
    filter,
    order: v.picklist(failureOrders),
  }),
  /** Runs a command on a group of the newest `failures`. */
  v.strictObject({
    type: v.literal('failureCommand'),
    name: v.picklist(failureCommands),
    group: v.string(),
  }),
  /** Answered by `media`. */
  v.strictObject({ type: v.literal('media'), mediaId: v.string() }),
  /** The page shows no story any more. */
  v.strictObject({ type: v.literal('mediaClosed') }),
  /** Exports all of these jobs to a file. */
  v.strictObject({ type: v.literal('export'), filter, sort }),
  v.strictObject({ type: v.literal('exportHistory'), filter: actionFilter }),
  v.variant('name', [
    v.strictObject({ type: v.literal('command'), name: v.picklist(pageCommands) }),
    v.strictObject({
      type: v.literal('command'),
      name: v.picklist(jobCommands),
      jobId: v.string(),
    }),
  ]),
]);

export type ToHost = v.InferOutput<typeof toHost>;

export type PageCommand = (typeof pageCommands)[number];

export type JobCommand = (typeof jobCommands)[number];

export type FailureCommand = (typeof failureCommands)[number];
