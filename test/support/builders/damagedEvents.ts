import fc, { type Arbitrary } from 'fast-check';
import { eventFixtures, fixture } from './batchEvents';

/** What may stand where something else should. */
const wrongValue = fc.oneof(
  fc.constantFrom<unknown>(null, 0, -1, '', 'x', true, [], [null], {}, [[]], [{}]),
  fc.constantFrom<unknown>([{ name: 'x' }], { containers: {} }, { 0: {} }, '__proto__'),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A recorded event with some of its parts, anywhere, replaced or removed. */
export const damagedEvent: Arbitrary<Record<string, unknown>> = fc
  .tuple(
    fc.constantFrom(...eventFixtures.map(name => fixture(name.slice(0, 2)))),
    fc.array(fc.tuple(fc.nat(), fc.option(wrongValue)), { minLength: 1, maxLength: 6 }),
  )
  .map(([event, changes]) => {
    const copy = structuredClone(event);
    for (const [location, value] of changes) {
      const locations = locationsIn(copy);
      const [holder, key] = locations[location % locations.length] ?? [copy, 'detail'];
      if (value === null) {
        Reflect.deleteProperty(holder, key);
      } else {
        Reflect.set(holder, key, structuredClone(value));
      }
    }
    return copy;
  });

function locationsIn(value: object): [object, string][] {
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => [
    [value, key] as [object, string],
    ...(typeof part === 'object' && part !== null ? locationsIn(part) : []),
  ]);
}
