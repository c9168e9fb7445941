import type { Random } from '../../../src/sample/random';

/** All permutations. */
export function* permutations<T>(things: readonly T[]): Generator<T[], void> {
  if (things.length === 0) {
    yield [];
    return;
  }
  for (const [index, first] of things.entries()) {
    for (const rest of permutations(things.toSpliced(index, 1))) {
      yield [first, ...rest];
    }
  }
}

/** A random order in which some elements occur twice. */
export function disorder<T>(things: readonly T[], random: Random): T[] {
  const repeated = things.flatMap(thing => (random.chance(0.3) ? [thing, thing] : [thing]));
  return repeated
    .map(thing => ({ thing, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ thing }) => thing);
}
