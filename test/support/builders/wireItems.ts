import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import fc, { type Arbitrary } from 'fast-check';
import { listAttributes } from '../../../src/core/job/jobItem';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('', ' ', '\0', '__proto__', 'FAILED', '2026-11-23T10:00:00Z', 'x'.repeat(5_000)),
);

/** Any number that DynamoDB accepts: up to 38 digits, beyond the precision of JavaScript. */
const number = fc.oneof(
  fc.integer().map(String),
  fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }).map(String),
  fc.constantFrom('9007199254740993', '1E+125', '-1E-130', '0.1', '8640000000000001', '1E20'),
);

/** Dynalite loses attributes named `__proto__`. */
const name = (maxLength?: number): Arbitrary<string> =>
  fc
    .string({ minLength: 1, ...(maxLength === undefined ? {} : { maxLength }) })
    .filter(text => text !== '__proto__');

const binary = fc.uint8Array({ minLength: 1, maxLength: 8 });
const setOf = <T>(one: Arbitrary<T>) =>
  fc.uniqueArray(one, { minLength: 1, maxLength: 3, selector: String });

const scalar: Arbitrary<AttributeValue> = fc.oneof(
  text.map(S => ({ S })),
  number.map(N => ({ N })),
  binary.map(B => ({ B })),
  fc.boolean().map(BOOL => ({ BOOL })),
  fc.constant({ NULL: true as const }),
);

const value: Arbitrary<AttributeValue> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  setOf(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 9 })).map(SS => ({ SS })),
  setOf(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n })).map(all => ({ NS: all.map(String) })),
  setOf(binary).map(BS => ({ BS })),
  fc.array(scalar, { maxLength: 3 }).map(L => ({ L })),
  fc.dictionary(name(), scalar, { maxKeys: 3 }).map(M => ({ M })),
  fc.tuple(scalar, fc.integer({ min: 1, max: 25 })).map(([inner, depth]) => {
    let nest: AttributeValue = inner;
    for (let level = 0; level < depth; level++) {
      nest = { M: { nest } };
    }
    return nest;
  }),
);

/** Any attributes except keys, mostly known ones; those that an index would reject are excluded. */
export const wireAttributes: Arbitrary<Record<string, AttributeValue>> = fc.dictionary(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        ...listAttributes.filter(name => !['jobId', 'shard', 'updatedAt'].includes(name)),
      ),
    },
    { weight: 1, arbitrary: name(20) },
  ),
  value,
  { maxKeys: 8 },
);
