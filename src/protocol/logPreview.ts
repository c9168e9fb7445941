import * as v from 'valibot';

/** The last lines of a job's log in messages. */

const maxPreviewLines = 20;

export const logPreview = v.variant('kind', [
  v.strictObject({
    kind: v.literal('lines'),
    lines: v.pipe(
      v.array(v.strictObject({ text: v.string(), isError: v.boolean() })),
      v.maxLength(maxPreviewLines),
    ),
  }),
  v.strictObject({ kind: v.literal('failed'), message: v.string(), remedy: v.string() }),
]);

export type LogPreview = v.InferOutput<typeof logPreview>;
