import * as v from 'valibot';

const moment = v.pipe(v.number(), v.integer(), v.minValue(0));
const optionalNumber = v.optional(v.number());

/** What is saved with the jobs of a connection. Times in milliseconds since the epoch. */
const savedHead = v.object({
  /** Of the extension: another version may read jobs in another way. */
  version: v.string(),
  /** Identifies the connection, whose file name is only a hash. */
  connection: v.string(),
  /** Tells the table from another one of the same name; absent if that is not known. */
  tableId: v.optional(v.string()),
  /** About how many jobs are saved. */
  jobs: v.number(),
  /** When the jobs were read. */
  updatedAt: moment,
  /** When all of them were read together. */
  completeAt: moment,
  /** See `ReadHistory`. */
  watermark: optionalNumber,
  scanUnits: optionalNumber,
  /** See `FeedState`. */
  completeUnits: optionalNumber,
  malformed: v.number(),
});

export type SavedHead = v.InferOutput<typeof savedHead>;

/** What is known of the jobs themselves. */
export type JobsHead = Omit<SavedHead, 'version' | 'connection' | 'jobs'>;

/** Undefined if the text is not a head. */
export function parseHead(text: string): SavedHead | undefined {
  try {
    const { success, output } = v.safeParse(savedHead, JSON.parse(text));
    return success ? output : undefined;
  } catch {
    return undefined;
  }
}
