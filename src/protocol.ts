import * as v from 'valibot';
import { actionOutcomes } from './core/actions/actionLog';
import { columnIds, defaultColumnIds, type Sort } from './core/filter/columns';
import { remedyCommands } from './core/diagnostics/errors';
import { perFacet } from './core/filter/facets';
import { jobActions, type JobAction } from './core/actions/jobActions';
import type { TimeRange } from './core/filter/timeRange';

/**
 * The messages between the extension host and the dashboard page: tagged unions, checked once at run time in
 * each direction. The host owns the jobs; the page requests windows of rows and never holds the whole table.
 */

const texts = v.pipe(v.array(v.string()), v.readonly());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const offset = v.pipe(v.number(), v.integer(), v.minValue(-1440), v.maxValue(1440));
const optionalText = v.optional(v.string());
const optionalNumber = v.optional(v.number());

/** In characters. */
export const maxSearchLength = 1000;

/** The range of a `Date` (ECMAScript, "Time Values and Time Range"). */
const latestMoment = 8.64e15;
const moment = v.pipe(v.number(), v.minValue(-latestMoment), v.maxValue(latestMoment));

const timeRange = v.variant('kind', [
  v.strictObject({ kind: v.literal('last'), ms: v.pipe(moment, v.minValue(0)) }),
  v.strictObject({ kind: v.literal('between'), from: moment, to: moment }),
]);

/** `JobFilter` of core. */
export const filter = v.strictObject({
  ...perFacet(() => texts),
  time: v.optional(timeRange),
  text: v.pipe(v.string(), v.maxLength(maxSearchLength)),
});

const sortKey = {
  column: v.picklist(columnIds),
  direction: v.picklist(['ascending', 'descending']),
};

/** `Sort` of core. */
export const sort = v.strictObject({ ...sortKey, then: v.optional(v.strictObject(sortKey)) });

/** The user's table layout; stored by the host and shared by all dashboards. */
const preferences = v.strictObject({
  /** The visible columns, in order. */
  columns: v.pipe(
    v.array(
      v.strictObject({
        id: v.picklist(columnIds),
        /** In pixels; absent: the column's default width. */
        width: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(4000))),
      }),
    ),
    v.minLength(1),
    v.maxLength(columnIds.length),
    v.readonly(),
  ),
  timeZone: v.picklist(['local', 'utc']),
  /** Times as dates or as ages. */
  timeStyle: v.picklist(['absolute', 'relative']),
});

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
] as const;

/** Commands about one job, which must be in the table. */
export const jobCommands = [
  'openEvent',
  'openInConsole',
  'openLogs',
  'acknowledgeJob',
  'unacknowledgeJob',
] as const;

/** The maximum number of rows per `rows` message. */
export const maxRowsPerMessage = 500;

/** Cell texts are truncated to this many characters; details and copies are complete. */
export const maxCellLength = 500;

/** The maximum number of jobs selected one by one, or copied at once. */
export const maxSelected = 10_000;

/** Jobs by id, or all matches of the newest query except some. */
const target = v.variant('kind', [
  v.strictObject({
    kind: v.literal('some'),
    jobIds: v.pipe(texts, v.maxLength(maxSelected)),
  }),
  v.strictObject({
    kind: v.literal('matching'),
    except: v.pipe(texts, v.maxLength(maxSelected)),
  }),
]);

const actions = v.picklist(jobActions);
const outcomes = v.picklist(actionOutcomes);

/** `ActionFilter` of core. */
const actionFilter = v.strictObject({
  actions: v.pipe(v.array(actions), v.maxLength(jobActions.length), v.readonly()),
  outcomes: v.pipe(v.array(outcomes), v.maxLength(actionOutcomes.length), v.readonly()),
  text: v.pipe(v.string(), v.maxLength(maxSearchLength)),
  since: v.optional(moment),
});

/** The maximum number of action history entries per `history` message. */
export const maxEntriesPerMessage = 100;

export const toHost = v.variant('type', [
  /** The page has loaded and needs the whole state. */
  v.strictObject({ type: v.literal('ready') }),
  /** Answered by `result` with the same id; later `rows` refer to the newest query. */
  v.strictObject({ type: v.literal('query'), id: count, filter, sort }),
  /**
   * The text in the search box while it has an error: the query leaves out terms that cannot be parsed. Absent
   * once there is none.
   */
  v.strictObject({ type: v.literal('invalidSearch'), text: optionalText }),
  /** Rows [start, end) of query `id`, answered by `rows`; superseded queries get no response. */
  v.pipe(
    v.strictObject({ type: v.literal('rows'), id: count, start: count, end: count }),
    v.check(({ start, end }) => end >= start && end - start <= maxRowsPerMessage, 'too many rows'),
  ),
  /** Ids of the jobs in rows [start, end) of query `id`, answered by `ids`. */
  v.pipe(
    v.strictObject({ type: v.literal('ids'), id: count, start: count, end: count }),
    v.check(({ start, end }) => end >= start && end - start <= maxSelected, 'too many ids'),
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
  /**
   * Answered by `charts` with the same id, which must be that of the newest query; superseded queries get no
   * response. Days start at midnight of a clock that is this many minutes ahead of UTC.
   */
  v.strictObject({ type: v.literal('charts'), id: count, utcOffsetMinutes: offset }),
  /** Answered by `details` at once, and by `event` once the job's full event has been read. */
  v.strictObject({ type: v.literal('details'), jobId: v.string() }),
  /** The details drawer was closed. */
  v.strictObject({ type: v.literal('detailsClosed') }),
  /** Rereads the full event of the job in the details, after a failure. */
  v.strictObject({ type: v.literal('readEvent'), jobId: v.string() }),
  /** Runs an action on jobs; the host shows which jobs are eligible and asks for confirmation. */
  v.strictObject({ type: v.literal('act'), action: actions, target }),
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

const option = v.strictObject({ value: v.string(), count });

const load = v.variant('phase', [
  /** The first load: only progress to show so far. */
  v.strictObject({ phase: v.literal('loading'), loaded: count }),
  v.strictObject({ phase: v.literal('refreshing'), loaded: count }),
  v.strictObject({ phase: v.literal('ready') }),
  /** The last refresh failed. Jobs from an earlier refresh, if any, stay valid and on screen. */
  v.strictObject({
    phase: v.literal('failed'),
    message: v.string(),
    remedy: v.string(),
    command: v.optional(v.picklist(remedyCommands)),
  }),
]);

/** Read capacity units; see core/polling/cost. */
const cost = v.strictObject({
  readUnits: v.number(),
  sessionUnits: v.number(),
  day: v.optional(v.strictObject({ units: v.number(), dollars: v.number() })),
});

const polling = v.variant('mode', [
  v.strictObject({ mode: v.literal('on'), everyMs: v.number() }),
  v.strictObject({ mode: v.literal('off') }),
  v.strictObject({ mode: v.literal('signedOut') }),
  v.strictObject({ mode: v.literal('restricted') }),
]);

const row = v.strictObject({
  jobId: v.string(),
  jobName: v.string(),
  status: v.string(),
  taskType: v.string(),
  region: v.string(),
  /** Milliseconds since the epoch; absent if the stored timestamp cannot be parsed. */
  time: optionalNumber,
  timestamp: v.string(),
  statusReason: v.string(),
  /** The container's own. */
  reason: optionalText,
  mediaId: optionalText,
  taskId: optionalText,
  queue: v.string(),
  /** With its revision, `name:revision`. */
  definition: v.string(),
  /** Milliseconds since the epoch; of the parent of an array job, when it was created. */
  startedAt: optionalNumber,
  stoppedAt: optionalNumber,
  attempts: optionalNumber,
  exitCode: optionalNumber,
  workspace: optionalText,
  /** The user's marks; absent if not set. */
  broken: v.optional(v.literal(true)),
  acknowledged: v.optional(v.literal(true)),
});

/** The fields of core's `ActionEntry` that the page shows. */
const historyEntry = v.strictObject({
  id: v.string(),
  /** Milliseconds since the epoch. */
  at: v.number(),
  action: actions,
  mode: v.picklist(['simulated', 'live']),
  outcome: outcomes,
  detail: v.string(),
  by: v.string(),
  jobId: v.string(),
  jobName: v.string(),
  taskId: optionalText,
  mediaId: optionalText,
  /** Whether the job is in the table now. */
  isHere: v.boolean(),
});

/** A job's marks, available actions and past actions. */
const care = v.strictObject({
  broken: v.boolean(),
  /** When and by whom it was marked as broken, if the history has the entry. */
  brokenSince: v.optional(v.strictObject({ at: v.number(), by: v.string() })),
  acknowledged: v.boolean(),
  /** Why an action is not allowed, as a sentence; absent if it is allowed. */
  against: v.strictObject({
    retry: optionalText,
    abort: optionalText,
    markBroken: optionalText,
    unmarkBroken: optionalText,
  } satisfies Record<JobAction, typeof optionalText>),
  /** The latest actions on the job, newest first. */
  taken: v.array(historyEntry),
  /** The number of older actions. */
  takenBefore: count,
});

/** One line of the details: a label and its text, in display order. */
const fact = v.strictObject({
  label: v.string(),
  value: v.string(),
  /** What the copy button beside it copies: its name, and the text if it differs from the value. */
  copy: v.optional(v.strictObject({ name: v.string(), text: optionalText })),
  /** The job that the value links to. */
  jobId: optionalText,
  /** Shown in the editor font. */
  isCode: v.optional(v.boolean()),
});

const times = v.strictObject({
  status: v.string(),
  since: optionalNumber,
  createdAt: optionalNumber,
  startedAt: optionalNumber,
  stoppedAt: optionalNumber,
  isArrayParent: v.optional(v.boolean()),
  /** The job is known to have run, though perhaps not since when. */
  ran: v.optional(v.boolean()),
});

const attempt = v.strictObject({
  number: count,
  startedAt: optionalNumber,
  stoppedAt: optionalNumber,
  /** The attempt is known to have run, though perhaps not since when. */
  ran: v.optional(v.boolean()),
  /** Absent where nothing tells. */
  succeeded: v.optional(v.boolean()),
  facts: v.array(fact),
});

/** Facts under a title. The page remembers for each kind whether it is collapsed. */
const section = v.strictObject({
  kind: v.picklist(['container', 'settings', 'parameters', 'tags', 'environment']),
  title: v.string(),
  facts: v.array(fact),
  /** The number of facts left out of the list. */
  more: count,
});

const eventOutcome = v.variant('kind', [
  v.strictObject({
    kind: v.literal('read'),
    note: optionalText,
    attempts: v.array(attempt),
    /** The number of earlier attempts. */
    earlierAttempts: count,
    sections: v.array(section),
  }),
  /** The event is missing or cannot be parsed: the reason, as a sentence. */
  v.strictObject({ kind: v.literal('unreadable'), message: v.string() }),
  v.strictObject({ kind: v.literal('failed'), message: v.string(), remedy: v.string() }),
]);

export const toPage = v.variant('type', [
  v.strictObject({
    type: v.literal('state'),
    connection: v.strictObject({
      name: optionalText,
      table: v.string(),
      region: v.string(),
      endpoint: optionalText,
      /** The jobs are sample data. */
      isSample: v.optional(v.literal(true)),
    }),
    load,
    /** When the jobs on screen were read, in milliseconds since the epoch; absent before the first read. */
    updatedAt: optionalNumber,
    /** The number of jobs in the table. */
    total: count,
    /** The number of items without a readable job; a command lists them. */
    malformed: count,
    /** The number of jobs shown without some attributes; absent if none. */
    damaged: v.optional(v.strictObject({ count, hasMore: v.boolean() })),
    /** The cost of reading; absent before the first refresh. */
    cost: v.optional(cost),
    polling,
    /** Index `changes` lacks some jobs, so complete reads scan the table. */
    lacksBackfill: v.boolean(),
  }),
  v.strictObject({
    type: v.literal('result'),
    id: count,
    /** The number of jobs that match the filter. */
    matching: count,
    statistics: v.strictObject({
      total: count,
      succeeded: count,
      failed: count,
      running: count,
      /** 0 to 1; absent while no job has finished. */
      successRate: optionalNumber,
      byStatus: v.array(option),
    }),
    /** The options of each filter, with the count of jobs that match the other filters. */
    facets: v.strictObject(perFacet(() => v.array(option))),
  }),
  v.strictObject({
    type: v.literal('rows'),
    id: count,
    start: count,
    rows: v.array(row),
  }),
  v.strictObject({ type: v.literal('ids'), id: count, start: count, jobIds: texts }),
  /** Sent when a page is ready. */
  v.strictObject({ type: v.literal('preferences'), preferences }),
  v.strictObject({
    type: v.literal('charts'),
    id: count,
    /** See core/query/outcomeHistogram. */
    outcomes: v.strictObject({
      from: v.number(),
      stepMs: v.pipe(v.number(), v.minValue(1)),
      statuses: texts,
      bars: v.pipe(v.array(v.pipe(v.array(count), v.readonly())), v.readonly()),
      undated: count,
    }),
    /** See core/query/durationPercentiles. */
    durations: v.pipe(
      v.array(
        v.strictObject({
          taskType: v.string(),
          count,
          medianMs: v.number(),
          p95Ms: v.number(),
        }),
      ),
      v.readonly(),
    ),
    moreTaskTypes: count,
  }),
  v.strictObject({
    type: v.literal('details'),
    jobId: v.string(),
    /** Absent when the job is no longer in the table. */
    details: v.optional(
      v.strictObject({
        jobName: v.string(),
        status: v.string(),
        /** Why the job is in its status, the most informative first. */
        reasons: v.array(v.string()),
        /** The times of state changes; `core/job/timeline` turns them into spans. */
        times,
        general: v.array(fact),
        technical: v.array(fact),
      }),
    ),
    /** Sent also for a removed job: past actions may explain its removal. */
    care,
  }),
  /** The content of the full event of the job in the details; sent once it has been read. */
  v.strictObject({ type: v.literal('event'), jobId: v.string(), outcome: eventOutcome }),
  v.strictObject({
    type: v.literal('history'),
    id: count,
    start: count,
    entries: v.array(historyEntry),
    /** `total` counts the entries that match the filter, `all` every entry. */
    total: count,
    all: count,
  }),
  /** Action entries were added or cleared: request again what is on screen. */
  v.strictObject({ type: v.literal('historyChanged') }),
  /** The store has changed: request again what is on screen. */
  v.strictObject({ type: v.literal('changed') }),
  /** The rows of this query belong to a table that is no longer active: send the query again. */
  v.strictObject({ type: v.literal('gone'), id: count }),
  /** Replaces the page's filter; sent when the status bar, the tree or a link opens the dashboard. */
  v.strictObject({
    type: v.literal('show'),
    filter,
    sort: v.optional(sort),
    /** The job whose details to open. */
    jobId: optionalText,
  }),
]);

export type ToHost = v.InferOutput<typeof toHost>;
export type ToPage = v.InferOutput<typeof toPage>;
export type Preferences = v.InferOutput<typeof preferences>;
export type Target = v.InferOutput<typeof target>;
export type PageCommand = (typeof pageCommands)[number];
export type JobCommand = (typeof jobCommands)[number];
export type LoadState = v.InferOutput<typeof load>;
export type Row = v.InferOutput<typeof row>;
export type Fact = v.InferOutput<typeof fact>;
export type Attempt = v.InferOutput<typeof attempt>;
export type Section = v.InferOutput<typeof section>;
export type EventOutcome = v.InferOutput<typeof eventOutcome>;
export type HistoryEntry = v.InferOutput<typeof historyEntry>;
export type JobCare = v.InferOutput<typeof care>;
export type FacetOption = v.InferOutput<typeof option>;
export type Message<U extends { type: string }, T extends U['type']> = Extract<U, { type: T }>;

/** The table layout until the user changes it. */
export const defaultPreferences: Preferences = {
  columns: defaultColumnIds.map(id => ({ id })),
  timeZone: 'local',
  timeStyle: 'absolute',
};

export type Checked<M> =
  { readonly ok: true; readonly message: M } | { readonly ok: false; readonly reason: string };

/** Messages are untyped at run time: the host checks each one here, once. */
export const checkToHost = (value: unknown): Checked<ToHost> => check(toHost, value);

/** The page's side of the same check. */
export const checkToPage = (value: unknown): Checked<ToPage> => check(toPage, value);

function check<M>(schema: v.GenericSchema<unknown, M>, value: unknown): Checked<M> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) {
    return { ok: true, message: result.output };
  }
  const [issue] = result.issues;
  return { ok: false, reason: `${v.getDotPath(issue) ?? 'message'}: ${issue.message}` };
}

/** Parts of messages that also come from settings, links and storage; `undefined` if invalid. */
export const checkFilterTime = (value: unknown): TimeRange | undefined => part(timeRange, value);
export const checkSort = (value: unknown): Sort | undefined => part(sort, value);
export const checkPreferences = (value: unknown): Preferences | undefined =>
  part(preferences, value);

/** Whether all parts of a filter that are present are valid, and it has no others. */
export const isPartOfFilter = (value: unknown): boolean => v.is(v.partial(filter), value);

function part<M>(schema: v.GenericSchema<unknown, M>, value: unknown): M | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
}

/** One handler per message type: a new message does not compile until its receiver handles it. */
export type Handlers<M extends { type: string }> = {
  readonly [K in M['type']]: (message: Extract<M, { type: K }>) => void;
};

export function dispatch<M extends { type: string }>(handlers: Handlers<M>, message: M): void {
  // TypeScript cannot relate the tag to its handler; the mapped type above guarantees it.
  (handlers[message.type as M['type']] as (message: M) => void)(message);
}
