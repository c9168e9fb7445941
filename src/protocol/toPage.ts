import * as v from 'valibot';
import { perFacet } from '../core/filter/facets';
import { stepUnits } from '../core/query/calendarStep';
import {
  texts,
  count,
  optionalText,
  optionalNumber,
  filter,
  sort,
  preferences,
  tablePosition,
} from './schemas';
import { historyEntry, actionState } from './history';
import { cause, fact, times, eventOutcome } from './details';
import { failureGroups } from './failures';
import { logPreview } from './logPreview';
import { mediaStory } from './media';
import { away, load, cost, polling } from './state';
import { option, rowWindow } from './rows';

/** What the host sends to the page. */

export const toPage = v.variant('type', [
  v.strictObject({
    type: v.literal('state'),
    connection: v.strictObject({
      name: optionalText,
      table: v.string(),
      region: v.string(),
      endpoint: optionalText,
      /** The jobs are those of AWS Batch itself, without a table. */
      isBatch: v.optional(v.literal(true)),
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
    away: v.optional(away),
    /** Since when all jobs are listed, in milliseconds since the epoch; absent if since ever. */
    listsSince: optionalNumber,
    /** The calls per second to which AWS limits reads by throttling; absent at full speed. */
    throttledTo: optionalNumber,
    /** Retry and abort reach AWS. */
    actsLive: v.optional(v.literal(true)),
    /** Index `changes` lacks some jobs, so complete reads scan the table. */
    lacksBackfill: v.boolean(),
  }),
  v.strictObject({
    type: v.literal('result'),
    id: count,
    /** The number of jobs that match the filter. */
    matching: count,
    /** Of the jobs that match all filters but the status. */
    statistics: v.strictObject({
      total: count,
      succeeded: count,
      failed: count,
      /** Failed jobs that no later job made good. */
      unresolved: count,
      running: count,
      /** Waiting or starting for too long. */
      stuck: count,
      /** 0 to 1; absent while no job has finished. */
      successRate: optionalNumber,
      byStatus: v.array(option),
    }),
    /** The options of each filter, with the count of jobs that match the other filters. */
    facets: v.strictObject(perFacet(() => v.array(option))),
    /**
     * The rows that the query asked for; absent if they are not in order yet. `sent`: those that were sent before the
     * result.
     */
    window: v.optional(v.union([rowWindow, v.literal('sent')])),
  }),
  /** Those of a new list may come before its result. */
  v.strictObject({
    type: v.literal('rows'),
    id: count,
    ...rowWindow.entries,
  }),
  v.strictObject({ type: v.literal('ids'), id: count, start: count, jobIds: texts }),
  /** By filter of the request. */
  v.strictObject({
    type: v.literal('counts'),
    id: count,
    counts: v.pipe(v.array(count), v.readonly()),
  }),
  /** Sent when a page is ready. */
  v.strictObject({ type: v.literal('preferences'), preferences }),
  v.strictObject({
    type: v.literal('charts'),
    id: count,
    /** See core/query/outcomeCounts. */
    outcomes: v.strictObject({
      step: v.strictObject({ unit: v.picklist(stepUnits), count }),
      statuses: texts,
      bars: v.pipe(
        v.array(
          v.strictObject({
            from: optionalNumber,
            to: v.number(),
            counts: v.pipe(v.array(count), v.readonly()),
          }),
        ),
        v.readonly(),
      ),
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
        exitCode: optionalNumber,
        /** The number of attempts. */
        attempts: optionalNumber,
        cause: v.optional(cause),
        /** How long a waiting job waits, and what its queue does; or how a running job compares with others. */
        wait: optionalText,
        /** What AWS Batch tells about the queue of a waiting job, as sentences; sent once it has been read. */
        queue: v.optional(v.array(v.string())),
        /** The times of state changes; `core/job/timeline` turns them into spans. */
        times,
        general: v.array(fact),
        technical: v.array(fact),
      }),
    ),
    /** Sent also for a removed job: past actions may explain its removal. */
    actionState,
  }),
  /** The content of the full event of the job in the details; sent once it has been read. */
  v.strictObject({ type: v.literal('event'), jobId: v.string(), outcome: eventOutcome }),
  /** The last lines of the log of the job in the details; sent once they have been read, if it has a log. */
  v.strictObject({ type: v.literal('log'), jobId: v.string(), preview: logPreview }),
  v.strictObject({
    type: v.literal('compared'),
    id: count,
    figures: v.strictObject({
      total: count,
      succeeded: count,
      failed: count,
      running: count,
      successRate: optionalNumber,
    }),
    /** Jobs by cause. */
    causes: v.array(option),
    /** Jobs by time; without those that are older than the axis. */
    bars: v.pipe(
      v.array(v.strictObject({ from: v.number(), to: v.number(), count })),
      v.readonly(),
    ),
  }),
  v.strictObject({ type: v.literal('failures'), id: count, ...failureGroups }),
  /** The story of a media item. */
  v.strictObject({ type: v.literal('media'), mediaId: v.string(), story: mediaStory }),
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
    /** Queries return it from then on, so that the host knows that the page has this view. */
    id: count,
    filter,
    sort: v.optional(sort),
    /** The job whose details to open. */
    jobId: optionalText,
    /** The media item whose story to show instead of the table. */
    mediaId: optionalText,
    /** Where to restore the table; absent: at its top, with nothing selected. */
    position: v.optional(tablePosition),
    /** Whether to show the causes of the failures instead of the table. */
    failures: v.optional(v.boolean()),
  }),
]);

export type ToPage = v.InferOutput<typeof toPage>;
