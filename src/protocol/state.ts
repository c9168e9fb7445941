import * as v from 'valibot';
import { remedyCommands } from '../core/diagnostics/errors';
import { costUnits } from '../core/polling/cost';
import { count } from './schemas';

/** The state of the connection and of reading, as the page shows it. */

export const load = v.variant('phase', [
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

export type LoadState = v.InferOutput<typeof load>;

/** In the unit of the source; see core/polling/cost. */
export const cost = v.strictObject({
  unit: v.optional(v.picklist(costUnits)),
  readUnits: v.number(),
  sessionUnits: v.number(),
  day: v.optional(v.strictObject({ units: v.number(), dollars: v.number() })),
  perHour: v.optional(v.number()),
});

export const polling = v.variant('mode', [
  v.strictObject({ mode: v.literal('on'), everyMs: v.number() }),
  v.strictObject({ mode: v.literal('off') }),
  v.strictObject({ mode: v.literal('signedOut') }),
  v.strictObject({ mode: v.literal('restricted') }),
]);

/** The failures while the user was away; see core/failures/awayFailures. */
export const away = v.strictObject({
  since: v.number(),
  count,
  search: v.string(),
  cause: v.strictObject({ id: v.string(), title: v.string(), count }),
});
