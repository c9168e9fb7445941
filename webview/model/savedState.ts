import * as v from 'valibot';
import { isObject, type JsonObject } from '../../src/core/base/json';
import { comparisons } from '../../src/core/filter/comparedTime';
import { failureOrders } from '../../src/core/filter/failureOrder';
import { newestFirst } from '../../src/core/filter/columns';
import { noFilter } from '../../src/core/filter/jobFilter';
import { actionOutcomes } from '../../src/core/actions/actionLog';
import { jobActions } from '../../src/core/actions/jobActions';
import { filter, maxSearchLength, sort, target } from '../../src/protocol/schemas';

const savedState = v.object({
  filter,
  sort,
  jobId: v.optional(v.string()),
  detailsOpen: v.boolean(),
  /** Absent if it depends on the size of the page. */
  chartsOpen: v.optional(v.boolean()),
  /** The first visible row of the table. */
  topRow: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** What the period on screen is compared with. */
  comparison: v.optional(v.picklist(comparisons)),
  /** The media item whose story is shown; absent while the table is. */
  mediaId: v.optional(v.string()),
  /** Whether the causes of the failures are shown instead of the table, and their order. */
  failures: v.optional(v.object({ isOpen: v.boolean(), order: v.picklist(failureOrders) })),
  selection: v.optional(target),
  /** The action history: whether it is open, and its filter. */
  history: v.optional(
    v.object({
      isOpen: v.boolean(),
      choice: v.object({
        action: v.optional(v.picklist(jobActions)),
        outcome: v.optional(v.picklist(actionOutcomes)),
        text: v.pipe(v.string(), v.maxLength(maxSearchLength)),
        lastMs: v.optional(v.pipe(v.number(), v.minValue(0))),
      }),
    }),
  ),
});

/** State that survives the page: VS Code discards a hidden page and creates a new one when shown. */
export type SavedState = v.InferOutput<typeof savedState>;

const initialState: SavedState = {
  filter: noFilter,
  sort: { ...newestFirst },
  detailsOpen: false,
  topRow: 0,
};

/** Adds filters introduced after the state was saved. */
const withAllFilters = (state: JsonObject & { readonly filter: JsonObject }): unknown => ({
  ...state,
  filter: { ...noFilter, ...state.filter },
});

function isState(value: unknown): value is JsonObject & { readonly filter: JsonObject } {
  return isObject(value) && isObject(value['filter']);
}

/** Starts with the default state if another version's state cannot be read. */
export function readSavedState(value: unknown): SavedState {
  const result = v.safeParse(savedState, isState(value) ? withAllFilters(value) : value);
  return result.success ? result.output : initialState;
}
