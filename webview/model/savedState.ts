import * as v from 'valibot';
import { newestFirst } from '../../src/core/filter/columns';
import { noFilter } from '../../src/core/filter/jobFilter';
import { actionOutcomes } from '../../src/core/actions/actionLog';
import { jobActions } from '../../src/core/actions/jobActions';
import { filter, maxSearchLength, sort } from '../../src/protocol';

const savedState = v.object({
  filter,
  sort,
  jobId: v.optional(v.string()),
  detailsOpen: v.boolean(),
  /** Absent while it is left to the size of the page. */
  chartsOpen: v.optional(v.boolean()),
  /** The row at the top of the table. */
  topRow: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** The action history: whether it is on screen, and what of it. */
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

/** What outlives the page: VS Code drops a hidden page and makes a new one when it is shown. */
export type SavedState = v.InferOutput<typeof savedState>;

const fresh: SavedState = {
  filter: noFilter,
  sort: { ...newestFirst },
  detailsOpen: false,
  topRow: 0,
};

/** A state of before some of the filters were there. */
const withAllFilters = (state: object & { filter: object }): unknown => ({
  ...state,
  filter: { ...noFilter, ...state.filter },
});

function isState(value: unknown): value is object & { filter: object } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'filter' in value &&
    typeof value.filter === 'object' &&
    value.filter !== null
  );
}

/** A state that another version wrote and this one cannot read is no reason to fail: start afresh. */
export function readSavedState(value: unknown): SavedState {
  const result = v.safeParse(savedState, isState(value) ? withAllFilters(value) : value);
  return result.success ? result.output : fresh;
}
