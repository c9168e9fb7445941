/** Rows looked at, about, before the search is given up: so many, and of a long list, so small a part. */
const maxLookedAt = 1024;
const maxPart = 1 / 128;

/** Rows between two looks at how often rows match. */
const checkEvery = 64;

/**
 * The first `count` matching rows of a list, if matches are frequent; undefined if not, or if there are fewer. Looks at
 * a small part of the list only.
 */
export function topRows(
  list: Uint32Array,
  count: number,
  matches: (row: number) => boolean,
): Uint32Array | undefined {
  const found = new Uint32Array(count);
  const max = Math.max(maxLookedAt, list.length * maxPart);
  let end = 0;
  for (let index = 0; index < list.length && end < count; index++) {
    const row = list[index] ?? 0;
    if (matches(row)) {
      found[end++] = row;
    } else if (index % checkEvery === 0 && index * count > (end + 1) * max) {
      return undefined;
    }
  }
  return end === count ? found : undefined;
}
