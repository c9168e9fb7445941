/** Rows looked at, about, before the search is given up. */
const maxLookedAt = 1024;

/** Rows between two looks at how often rows match. */
const checkEvery = 64;

/**
 * The first `count` matching rows of a list, if matches are frequent; undefined if not, or if there are fewer. Looks at
 * a small part of a long list only.
 */
export function topRows(
  list: Uint32Array,
  count: number,
  matches: (row: number) => boolean,
): Uint32Array | undefined {
  const found = new Uint32Array(count);
  let end = 0;
  for (let index = 0; index < list.length && end < count; index++) {
    const row = list[index] ?? 0;
    if (matches(row)) {
      found[end++] = row;
    } else if (index % checkEvery === 0 && index * count > (end + 1) * maxLookedAt) {
      return undefined;
    }
  }
  return end === count ? found : undefined;
}
