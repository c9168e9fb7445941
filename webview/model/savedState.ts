import * as v from 'valibot';
import { columnIds, newestFirst } from '../../src/core/columns';
import { noFilter } from '../../src/core/jobFilter';

const texts = v.pipe(v.array(v.string()), v.readonly());

const savedState = v.object({
  filter: v.object({
    statuses: texts,
    taskTypes: texts,
    regions: texts,
    text: v.optional(v.string(), ''),
  }),
  sort: v.object({
    column: v.picklist(columnIds),
    direction: v.picklist(['ascending', 'descending']),
  }),
  jobId: v.optional(v.string()),
  detailsOpen: v.boolean(),
  /** Absent while it is left to the size of the page. */
  chartsOpen: v.optional(v.boolean()),
  /** The row at the top of the table. */
  topRow: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** What outlives the page: VS Code drops a hidden page and makes a new one when it is shown. */
export type SavedState = v.InferOutput<typeof savedState>;

const fresh: SavedState = {
  filter: noFilter,
  sort: { ...newestFirst },
  detailsOpen: false,
  topRow: 0,
};

/** A state that another version wrote and this one cannot read is no reason to fail: start afresh. */
export function readSavedState(value: unknown): SavedState {
  const result = v.safeParse(savedState, value);
  return result.success ? result.output : fresh;
}
