import * as v from 'valibot';
import { maxJobsAtOnce } from '../core/actions/jobActions';
import { columnIds, defaultColumnIds, type Sort } from '../core/filter/columns';
import { perFacet } from '../core/filter/facets';
import { shownTimeZones } from '../core/text/shownTimeZone';
import type { TimeRange } from '../core/filter/timeRange';

/** Schemas that messages share with settings, links and storage. */

export const texts = v.pipe(v.array(v.string()), v.readonly());

export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const optionalText = v.optional(v.string());

export const optionalNumber = v.optional(v.number());

/** In characters. */
export const maxSearchLength = 1000;

/** The range of a `Date` (ECMAScript, "Time Values and Time Range"). */
const latestMoment = 8.64e15;

export const moment = v.pipe(v.number(), v.minValue(-latestMoment), v.maxValue(latestMoment));

const timeRange = v.variant('kind', [
  v.strictObject({ kind: v.literal('last'), ms: v.pipe(moment, v.minValue(0)) }),
  v.strictObject({
    kind: v.literal('between'),
    from: v.optional(moment),
    to: v.optional(moment),
  }),
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
export const preferences = v.strictObject({
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
  timeZone: v.picklist(shownTimeZones),
  /** Times as dates or as ages. */
  timeStyle: v.picklist(['absolute', 'relative']),
  /** The width of the details, in pixels; absent until the user changes it. */
  detailsWidth: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(4000))),
});

export type Preferences = v.InferOutput<typeof preferences>;

/** The table layout until the user changes it. */
export const defaultPreferences: Preferences = {
  columns: defaultColumnIds.map(id => ({ id })),
  timeZone: 'local',
  timeStyle: 'absolute',
};

const someJobs = v.strictObject({
  kind: v.literal('some'),
  jobIds: v.pipe(texts, v.maxLength(maxJobsAtOnce)),
});

const matchingJobs = v.strictObject({
  kind: v.literal('matching'),
  except: v.pipe(texts, v.maxLength(maxJobsAtOnce)),
});

/** Jobs by id, or all matches of the newest query except some. */
export const target = v.variant('kind', [someJobs, matchingJobs]);

export type Target = v.InferOutput<typeof target>;

/** What an action can apply to: jobs, or a group of the failures on screen. */
export const actionTarget = v.variant('kind', [
  someJobs,
  matchingJobs,
  v.strictObject({ kind: v.literal('failures'), group: v.string() }),
]);

export type ActionTarget = v.InferOutput<typeof actionTarget>;

/** Where the user is in the table. */
export const tablePosition = v.strictObject({
  /** The first visible row. */
  topRow: count,
  /** Absent if no rows are selected, or too many to store. */
  selection: v.optional(target),
});

export type TablePosition = v.InferOutput<typeof tablePosition>;

/** Parts of messages that also come from settings, links and storage; `undefined` if invalid. */
export const checkFilterTime = (value: unknown): TimeRange | undefined => part(timeRange, value);

export const checkSort = (value: unknown): Sort | undefined => part(sort, value);

export const checkTablePosition = (value: unknown): TablePosition | undefined =>
  part(tablePosition, value);

export const checkPreferences = (value: unknown): Preferences | undefined =>
  part(preferences, value);

/** Whether all parts of a filter that are present are valid, and it has no others. */
export const isPartOfFilter = (value: unknown): boolean => v.is(v.partial(filter), value);

function part<M>(schema: v.GenericSchema<unknown, M>, value: unknown): M | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
}
