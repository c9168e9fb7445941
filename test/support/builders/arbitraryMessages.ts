import * as fc from 'fast-check';
import type * as v from 'valibot';
import { injections } from '../security/injections';

/** The parts of a protocol schema that determine its values. */
interface Part {
  readonly type: string;
  readonly requirement?: unknown;
  readonly literal?: unknown;
  readonly options?: readonly unknown[];
  readonly entries?: Readonly<Record<string, Part>>;
  readonly item?: Part;
  readonly wrapped?: Part;
  readonly pipe?: readonly Part[];
}

const extremes = [
  0,
  1,
  -1,
  0.5,
  1440,
  2 ** 31,
  2 ** 32 + 1,
  2 ** 53,
  -(2 ** 53),
  8.64e15,
  -8.64e15,
  1e300,
  Number.MIN_VALUE,
];
const hostile = injections({
  address: 'http://127.0.0.1:1',
  command: 'batchMonitor.canary',
  script: 'window.canary=1',
}).map(({ text }) => text);

const anyText = fc.oneof(
  fc.constantFrom(...hostile, ''),
  fc.string({ unit: 'binary', maxLength: 50 }),
);

const limit = (parts: readonly Part[], type: string): number | undefined => {
  const requirement = parts.find(part => part.type === type)?.requirement;
  return typeof requirement === 'number' ? requirement : undefined;
};

/** Values that a schema of the protocol accepts, including extremes; a few fail a `check`. */
export function valuesOf(schema: v.GenericSchema): fc.Arbitrary<unknown> {
  return valuesOfPart(schema);
}

function valuesOfPart(part: Part): fc.Arbitrary<unknown> {
  const actions = part.pipe?.slice(1) ?? [];
  switch (part.type) {
    case 'string':
      return anyText.map(text => text.slice(0, limit(actions, 'max_length')));
    case 'number':
      return numbers(actions);
    case 'boolean':
      return fc.boolean();
    case 'literal':
      return fc.constant(part.literal);
    case 'picklist':
      return fc.constantFrom(...(part.options ?? []));
    case 'array':
      return arrays(part, actions);
    case 'optional':
      return fc.option(valuesOfPart(part.wrapped ?? { type: 'none' }), { nil: undefined });
    case 'union':
    case 'variant':
      return fc.oneof(...((part.options ?? []) as readonly Part[]).map(valuesOfPart));
    case 'strict_object':
      return objects(part.entries ?? {});
    default:
      throw new Error(`no values of ${part.type} are known: say how they are made`);
  }
}

function numbers(actions: readonly Part[]): fc.Arbitrary<number> {
  const min = limit(actions, 'min_value') ?? -Number.MAX_VALUE;
  const max = limit(actions, 'max_value') ?? Number.MAX_VALUE;
  const isWhole = actions.some(({ type }) => type === 'integer');
  const fits = extremes.filter(
    value => value >= min && value <= max && (!isWhole || Number.isInteger(value)),
  );
  const small = fc.integer({ min: Math.max(min, -50), max: Math.min(max, 50) });
  return fc.oneof(fc.constantFrom(...fits), small);
}

function arrays({ item }: Part, actions: readonly Part[]): fc.Arbitrary<unknown[]> {
  return fc.array(valuesOfPart(item ?? { type: 'none' }), {
    minLength: limit(actions, 'min_length') ?? 0,
    maxLength: Math.min(limit(actions, 'max_length') ?? 6, 6),
  });
}

function objects(entries: Readonly<Record<string, Part>>): fc.Arbitrary<unknown> {
  const values = Object.entries(entries).map(([key, part]) =>
    valuesOfPart(part).map(value => [key, value] as const),
  );
  return fc
    .tuple(fc.boolean(), ...values)
    .map(([isNear, ...pairs]) =>
      nearEnd(isNear, Object.fromEntries(pairs.filter(([, value]) => value !== undefined))),
    );
}

/** Random ranges are mostly too long, so shorten every other one. */
function nearEnd(isNear: boolean, value: Record<string, unknown>): Record<string, unknown> {
  const { start, end } = value;
  return isNear && typeof start === 'number' && typeof end === 'number'
    ? { ...value, end: Math.min(start + (end % 50), Number.MAX_SAFE_INTEGER) }
    : value;
}

/** Seldom: as frequent as other values, it would be almost all that messages consist of. */
const longList = fc.constant(Array.from({ length: 20_000 }, (_, index) => String(index)));

const otherValues = fc.oneof(
  { weight: 20, arbitrary: anyText },
  {
    weight: 20,
    arbitrary: fc.constantFrom(null, undefined, NaN, Infinity, -Infinity, -1, 1e300, true, [], {}),
  },
  {
    weight: 20,
    arbitrary: fc.anything({
      maxDepth: 2,
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
    }),
  },
  { weight: 1, arbitrary: longList },
);
const extraKeys = fc.constantFrom('__proto__', 'constructor', 'prototype', 'type', 'x');

/** Messages with one defect: a wrong value, a missing or an extra property. */
export function damaged(messages: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(messages, fc.nat(), fc.constantFrom('set', 'delete', 'add'), extraKeys, otherValues)
    .map(([message, where, how, extra, value]) => {
      const copy: unknown = structuredClone(message);
      const places = placesIn(copy);
      const place = places[where % Math.max(places.length, 1)];
      if (!place) {
        return value;
      }
      const [owner, key] = place;
      if (how === 'delete') {
        Reflect.deleteProperty(owner, key);
      } else {
        // Define an own property, even if the key is `__proto__`.
        Object.defineProperty(owner, how === 'add' ? extra : key, {
          value,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
      return copy;
    });
}

function placesIn(value: unknown): (readonly [object, string])[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, part]) => [[value, key] as const, ...placesIn(part)]);
}

/** Values that are not messages. */
export const noMessages: fc.Arbitrary<unknown> = fc.oneof(
  otherValues,
  fc.record({ type: fc.oneof(anyText, fc.constantFrom('ready', 'query', 'state', '__proto__')) }),
);
