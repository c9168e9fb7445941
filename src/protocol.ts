import * as v from 'valibot';
import { actionOutcomes } from './core/actions/actionLog';
import { columnIds, defaultColumnIds, type Sort } from './core/filter/columns';
import { remedyCommands } from './core/diagnostics/errors';
import { perFacet } from './core/filter/facets';
import { jobActions, type JobAction } from './core/actions/jobActions';
import type { TimeRange } from './core/filter/timeRange';

/**
 * The messages between the extension host and the dashboard page: tagged unions, one run-time check
 * each way. The host owns the jobs; the page asks for windows of rows and never holds the table.
 */

const texts = v.pipe(v.array(v.string()), v.readonly());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const offset = v.pipe(v.number(), v.integer(), v.minValue(-1440), v.maxValue(1440));
const optionalText = v.optional(v.string());
const optionalNumber = v.optional(v.number());

/** The longest search text. */
export const maxSearchLength = 1000;

/** What a date can be (ECMAScript, "Time Values and Time Range"). */
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

/** How the user wants the table to look; kept by the host, for this and all later dashboards. */
const preferences = v.strictObject({
  /** Those on show, in order. */
  columns: v.pipe(
    v.array(
      v.strictObject({
        id: v.picklist(columnIds),
        /** In pixels; absent: as wide as the column usually is. */
        width: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(4000))),
      }),
    ),
    v.minLength(1),
    v.maxLength(columnIds.length),
    v.readonly(),
  ),
  timeZone: v.picklist(['local', 'utc']),
  /** Times as dates, or as ages. */
  timeStyle: v.picklist(['absolute', 'relative']),
});

/** What the page may ask the host to do; each maps to one command of the extension. */
export const pageCommands = [
  ...remedyCommands,
  'switchConnection',
  'openEvent',
  'openInConsole',
  'openLogs',
  'acknowledgeJob',
  'unacknowledgeJob',
  'clearActionHistory',
  'endSampleData',
  'showUnreadItems',
] as const;

/** The most rows one `rows` message may ask for. */
export const maxRowsPerMessage = 500;

/** Texts in rows are cut after so many characters; the details and copies are whole. */
export const maxCellLength = 500;

/** The most jobs that can be selected one by one, or copied at once. */
export const maxSelected = 10_000;

/** Jobs by their ids, or all but some that pass the newest query. */
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

/** The most entries of the action history one `history` message may ask for. */
export const maxEntriesPerMessage = 100;

export const toHost = v.variant('type', [
  /** The page has loaded and wants the whole state. */
  v.strictObject({ type: v.literal('ready') }),
  /** Answered by `result` with the same id; later `rows` refer to the newest query. */
  v.strictObject({ type: v.literal('query'), id: count, filter, sort }),
  /** Rows [start, end) of query `id`, answered by `rows`; a superseded query is not answered. */
  v.pipe(
    v.strictObject({ type: v.literal('rows'), id: count, start: count, end: count }),
    v.check(({ start, end }) => end >= start && end - start <= maxRowsPerMessage, 'too many rows'),
  ),
  /** Ids of the jobs in rows [start, end) of query `id`, answered by `ids`. */
  v.pipe(
    v.strictObject({ type: v.literal('ids'), id: count, start: count, end: count }),
    v.check(({ start, end }) => end >= start && end - start <= maxSelected, 'too many ids'),
  ),
  /** Puts jobs on the clipboard: as a table of these columns, one whole value, or just the ids. */
  v.strictObject({
    type: v.literal('copy'),
    what: v.picklist(['rows', 'value', 'ids']),
    target,
    columns: v.pipe(v.array(v.picklist(columnIds)), v.maxLength(columnIds.length), v.readonly()),
  }),
  /** Puts a link on the clipboard that opens a dashboard like this one. */
  v.strictObject({ type: v.literal('copyLink'), filter, sort }),
  v.strictObject({ type: v.literal('preferences'), preferences }),
  /**
   * Answered by `charts` with the id of the newest query, which this is about; a superseded query is
   * not answered. Days begin by a clock so many minutes ahead of UTC.
   */
  v.strictObject({ type: v.literal('charts'), id: count, utcOffsetMinutes: offset }),
  /** Answered by `details` at once, and by `event` when the job's full event has been read. */
  v.strictObject({ type: v.literal('details'), jobId: v.string() }),
  /** Nobody looks at details any more. */
  v.strictObject({ type: v.literal('detailsClosed') }),
  /** Reads the full event of the job in the details again, after a failure. */
  v.strictObject({ type: v.literal('readEvent'), jobId: v.string() }),
  /** Takes an action on jobs; the host shows which can take it, and asks before. */
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
  /** Write all of these jobs to a file. */
  v.strictObject({ type: v.literal('export'), filter, sort }),
  v.strictObject({ type: v.literal('exportHistory'), filter: actionFilter }),
  v.strictObject({
    type: v.literal('command'),
    name: v.picklist(pageCommands),
    jobId: optionalText,
  }),
]);

const option = v.strictObject({ value: v.string(), count });

const load = v.variant('phase', [
  /** First load under way: nothing to show yet but progress. */
  v.strictObject({ phase: v.literal('loading'), loaded: count }),
  v.strictObject({ phase: v.literal('refreshing'), loaded: count }),
  v.strictObject({ phase: v.literal('ready') }),
  /** The last refresh failed. Jobs of an earlier one, if any, stay valid and on screen. */
  v.strictObject({
    phase: v.literal('failed'),
    message: v.string(),
    remedy: v.string(),
    command: v.optional(v.picklist(remedyCommands)),
  }),
]);

/** Read capacity units; see core/cost. */
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
  /** Milliseconds since the epoch; absent when the stored timestamp cannot be read. */
  time: optionalNumber,
  timestamp: v.string(),
  statusReason: v.string(),
  mediaId: optionalText,
  taskId: optionalText,
  queue: v.string(),
  /** With its revision, `name:revision`. */
  definition: v.string(),
  /** Milliseconds since the epoch. */
  startedAt: optionalNumber,
  stoppedAt: optionalNumber,
  attempts: optionalNumber,
  exitCode: optionalNumber,
  workspace: optionalText,
  /** Marks of the user; absent where there is none. */
  broken: v.optional(v.literal(true)),
  acknowledged: v.optional(v.literal(true)),
});

/** `ActionEntry` of core, as far as the page shows it. */
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
  /** Whether the job is in the table. */
  isHere: v.boolean(),
});

/** What can be done about a job, and what has been. */
const care = v.strictObject({
  broken: v.boolean(),
  /** When and by whom it was marked as broken, where the history tells. */
  brokenSince: v.optional(v.strictObject({ at: v.number(), by: v.string() })),
  acknowledged: v.boolean(),
  /** Why an action cannot be taken, as a sentence; absent where it can. */
  against: v.strictObject({
    retry: optionalText,
    abort: optionalText,
    markBroken: optionalText,
    unmarkBroken: optionalText,
  } satisfies Record<JobAction, typeof optionalText>),
  /** The last actions on it, newest first. */
  taken: v.array(historyEntry),
  /** Actions before these. */
  takenBefore: count,
});

/** One line of the details: a label and its text, in the order to show. */
const fact = v.strictObject({
  label: v.string(),
  value: v.string(),
  /** What a button beside it copies: under which name, and the text where it is not the value. */
  copy: v.optional(v.strictObject({ name: v.string(), text: optionalText })),
  /** The job that the value leads to. */
  jobId: optionalText,
  /** Shown in the editor's font. */
  isCode: v.optional(v.boolean()),
});

const times = v.strictObject({
  status: v.string(),
  since: optionalNumber,
  createdAt: optionalNumber,
  startedAt: optionalNumber,
  stoppedAt: optionalNumber,
});

const attempt = v.strictObject({
  number: count,
  startedAt: optionalNumber,
  stoppedAt: optionalNumber,
  /** Whether a container of it ended with an exit code, and none with another than 0. */
  /** Absent where nothing tells. */
  succeeded: v.optional(v.boolean()),
  facts: v.array(fact),
});

/** Facts under a title. The page keeps for each kind whether it is folded. */
const section = v.strictObject({
  kind: v.picklist(['container', 'settings', 'parameters', 'tags', 'environment']),
  title: v.string(),
  facts: v.array(fact),
  /** Facts that are not in the list. */
  more: count,
});

const eventOutcome = v.variant('kind', [
  v.strictObject({
    kind: v.literal('read'),
    note: optionalText,
    attempts: v.array(attempt),
    /** Attempts before these. */
    earlierAttempts: count,
    sections: v.array(section),
  }),
  /** There is no event, or none that can be understood: the reason, as a sentence. */
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
      /** The jobs are made up. */
      isSample: v.optional(v.literal(true)),
    }),
    load,
    /** When the jobs on screen were read, in milliseconds since the epoch; absent before the first. */
    updatedAt: optionalNumber,
    /** Jobs in the table. */
    total: count,
    /** Items that hold no readable job; they are counted here, a command lists them. */
    malformed: count,
    /** Jobs shown without some attributes; absent while there is none. */
    damaged: v.optional(v.strictObject({ count, hasMore: v.boolean() })),
    /** What reading costs; absent before the first refresh. */
    cost: v.optional(cost),
    polling,
    /** Some jobs are not in index `changes`, so complete reads scan the table. */
    lacksBackfill: v.boolean(),
  }),
  v.strictObject({
    type: v.literal('result'),
    id: count,
    /** Jobs that pass the filter. */
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
    /** What can be chosen in each filter, with the count of jobs that pass the other filters. */
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
    /** See core/outcomeTimes. */
    outcomes: v.strictObject({
      from: v.number(),
      stepMs: v.pipe(v.number(), v.minValue(1)),
      statuses: texts,
      bars: v.pipe(v.array(v.pipe(v.array(count), v.readonly())), v.readonly()),
      undated: count,
    }),
    /** See core/taskDurations. */
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
        /** Why the job is in its status, the most telling first. */
        reasons: v.array(v.string()),
        /** When the job was what; `core/timeline` makes spans of it. */
        times,
        general: v.array(fact),
        technical: v.array(fact),
      }),
    ),
    /** Also of a job that is gone: what was done about it may tell why. */
    care,
  }),
  /** What the full event of the job in the details tells; sent when it has been read. */
  v.strictObject({ type: v.literal('event'), jobId: v.string(), outcome: eventOutcome }),
  v.strictObject({
    type: v.literal('history'),
    id: count,
    start: count,
    entries: v.array(historyEntry),
    /** Entries that pass the filter, and entries altogether. */
    total: count,
    all: count,
  }),
  /** Actions were taken, or forgotten: ask again for what is on screen. */
  v.strictObject({ type: v.literal('historyChanged') }),
  /** The store has moved on: ask again for what is on screen. */
  v.strictObject({ type: v.literal('changed') }),
  /** The rows of this query are of a table that is not on show any more: ask again. */
  v.strictObject({ type: v.literal('gone'), id: count }),
  /** Show just these jobs: sent when the status bar, the tree or a link opens the dashboard. */
  v.strictObject({
    type: v.literal('show'),
    filter,
    sort: v.optional(sort),
    /** The job whose details are to be open. */
    jobId: optionalText,
  }),
]);

export type ToHost = v.InferOutput<typeof toHost>;
export type ToPage = v.InferOutput<typeof toPage>;
export type Preferences = v.InferOutput<typeof preferences>;
export type Target = v.InferOutput<typeof target>;
export type PageCommand = (typeof pageCommands)[number];
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

/** How the table looks until the user says otherwise. */
export const defaultPreferences: Preferences = {
  columns: defaultColumnIds.map(id => ({ id })),
  timeZone: 'local',
  timeStyle: 'absolute',
};

export type Checked<M> =
  { readonly ok: true; readonly message: M } | { readonly ok: false; readonly reason: string };

/** What crosses postMessage is untyped at run time: the host checks each message here, once. */
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

/** Parts of messages that also come from settings, links and storage; `undefined` for what is none. */
export const checkFilterTime = (value: unknown): TimeRange | undefined => part(timeRange, value);
export const checkSort = (value: unknown): Sort | undefined => part(sort, value);
export const checkPreferences = (value: unknown): Preferences | undefined =>
  part(preferences, value);

function part<M>(schema: v.GenericSchema<unknown, M>, value: unknown): M | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
}

/** One handler a message: a new message does not compile until its receiver knows it. */
export type Handlers<M extends { type: string }> = {
  readonly [K in M['type']]: (message: Extract<M, { type: K }>) => void;
};

export function dispatch<M extends { type: string }>(handlers: Handlers<M>, message: M): void {
  // TypeScript cannot relate the tag to its handler; the mapped type above guarantees it.
  (handlers[message.type as M['type']] as (message: M) => void)(message);
}
