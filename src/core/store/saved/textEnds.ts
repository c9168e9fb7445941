import { rowsPerChunk } from '../columns/chunks';

/** More lengths than IDs have. */
const maxKnown = 64;

const known = new Map<number, Uint32Array>();

/**
 * Where joined texts end of which all are as long as the first one, in the form of `JoinedTexts`. Chunks share them:
 * IDs are all of the same length.
 */
export function equalEnds(first: number, count: number): Uint32Array {
  if (count > rowsPerChunk) {
    return multiples(first, count);
  }
  let ends = known.get(first);
  if (!ends) {
    if (known.size >= maxKnown) {
      known.clear();
    }
    ends = multiples(first, rowsPerChunk);
    known.set(first, ends);
  }
  return ends.subarray(0, count);
}

/** Whether all texts are as long as the first one, and none is undefined. */
export function areEqualEnds(ends: Uint32Array): boolean {
  const [first = 1] = ends;
  if (first % 2 === 1 || ends.at(-1) !== first * ends.length) {
    return false;
  }
  for (let index = 0; index < ends.length; index++) {
    if (ends[index] !== first * (index + 1)) {
      return false;
    }
  }
  return true;
}

const multiples = (first: number, count: number): Uint32Array =>
  Uint32Array.from({ length: count }, (_, index) => first * (index + 1));
