import { numberIn, objectIn, objectsIn, textIn, type JsonObject } from '../base/json';

/**
 * The node ranges of a multi-node job, the one first that tells how the job is: that of the node which an
 * event is about, else that of the main node. Ranges may lie within each other, and the narrower one
 * counts (NodeRangeProperty in the AWS Batch API reference).
 */
export function nodeRangesOf(detail: JsonObject): readonly JsonObject[] {
  const { nodeRangeProperties, mainNode } = objectIn(detail['nodeProperties']);
  const { nodeIndex } = objectIn(detail['nodeDetails']);
  const node = numberIn(nodeIndex) ?? numberIn(mainNode) ?? 0;
  const ranges = objectsIn(nodeRangeProperties);
  const [deciding] = ranges
    .map(range => ({ range, ...boundsOf(range) }))
    .filter(({ first, last }) => first <= node && node <= last)
    // Of two without an end the one that begins later is the narrower one.
    .sort((a, b) => compare(a.last - a.first, b.last - b.first) || b.first - a.first);
  return deciding ? [deciding.range, ...ranges.filter(range => range !== deciding.range)] : ranges;
}

/** `0:3`, `4:` for all from 4 on, `:3` for all up to 3, or `2`; not numbers where it is damaged. */
function boundsOf({ targetNodes }: JsonObject): { readonly first: number; readonly last: number } {
  const [from, to, ...rest] = (textIn(targetNodes) ?? String(numberIn(targetNodes))).split(':');
  const first = rest.length === 0 ? Number(from) : NaN;
  return { first, last: to === undefined ? first : to.trim() === '' ? Infinity : Number(to) };
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
