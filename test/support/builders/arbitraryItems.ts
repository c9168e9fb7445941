import fc, { type Arbitrary } from 'fast-check';
import { readBatchEvent } from '../../../src/core/job/batchEvent';
import { itemOf, listAttributes } from '../../../src/core/job/jobItem';
import { eventFixtures, fixture } from './batchEvents';
import { plainItem } from './plainItems';

type Item = Readonly<Record<string, unknown>>;

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\ud800',
    '\u202eevil',
    '=HYPERLINK("x")',
    '__proto__',
    'constructor',
    'a"b\r\nc',
    'x'.repeat(2_000),
    'FAILED',
    'failed',
    '0000-01-01T00:00:00+23:59',
    '9999-12-31T23:59:59.999-23:59',
    '2026-02-30T10:00:00Z',
    '2026-11-23 10:00',
    '2026-11-23T10:00:00.1234567Z',
    'arn:aws:batch:eu-west-1:1:job-queue/',
    'arn:::::/:',
    '1e999',
    '0x10',
    '-0',
    '9007199254740993',
  ),
);

const oddNumber: Arbitrary<number | bigint> = fc.oneof(
  fc.double(),
  fc.bigInt({ min: -(10n ** 38n), max: 10n ** 38n }),
  fc.constantFrom<number | bigint>(
    0,
    -0,
    -1,
    0.5,
    1e-130,
    9.9e125,
    Number.MAX_SAFE_INTEGER + 1,
    8.64e15,
    8.64e15 + 1,
    -8.64e15,
    2n ** 53n + 1n,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ),
);

const binary = fc.uint8Array({ maxLength: 8 });

/** Nested maps or lists, deeper than any of ours. */
const nested = fc
  .tuple(fc.integer({ min: 1, max: 40 }), oddText, fc.boolean())
  .map(([depth, text, isList]) => {
    let value: unknown = text;
    for (let level = 0; level < depth; level++) {
      value = isList ? [value] : { [text]: value };
    }
    return value;
  });

/** Any value that DynamoDB can store, as the document client returns it. */
const anyValue: Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: oddText },
  { weight: 3, arbitrary: oddNumber },
  fc.constantFrom<unknown>(undefined, null, true, false, [], {}),
  binary,
  nested,
  fc.array(oddText, { minLength: 1, maxLength: 3 }).map(texts => new Set<unknown>(texts)),
  fc.array(oddNumber, { minLength: 1, maxLength: 3 }).map(numbers => new Set<unknown>(numbers)),
  fc.array(binary, { minLength: 1, maxLength: 2 }).map(bytes => new Set<unknown>(bytes)),
);

/** Items of recorded events, as old and new writers stored them. */
const realItems: readonly Item[] = eventFixtures.flatMap(name => {
  const event = fixture(name.slice(0, 2));
  const read = readBatchEvent(event);
  return read.ok ? [plainItem(event), itemOf(read.job)] : [];
});

/** Few enough that ids repeat, with other states. */
const fewIds = fc.integer({ min: 0, max: 150 }).map(index => `job-${index}`);

/** Mostly a job id. */
const anyKey: Arbitrary<unknown> = fc.oneof(
  { weight: 12, arbitrary: fewIds },
  { weight: 2, arbitrary: oddText },
  { weight: 1, arbitrary: anyValue },
);

/** A valid item with some attributes damaged. */
const nearItem: Arbitrary<Item> = fc
  .tuple(
    fc.constantFrom(...realItems),
    anyKey,
    fc.array(fc.tuple(fc.constantFrom(...listAttributes), anyValue), { maxLength: 4 }),
    fc.constantFrom('RUNNABLE', 'RUNNING', 'SUCCEEDED', 'FAILED'),
    fc.integer({ min: 0, max: 40 }),
    fc.option(fc.integer({ min: 0, max: 100 })),
  )
  .map(([item, jobId, wrong, status, hour, attempt]) => ({
    ...item,
    status,
    timestamp: new Date(Date.UTC(2026, 10, 23, hour)).toISOString(),
    ...(attempt === null ? {} : { sequence: attempt, attempts: attempt }),
    ...Object.fromEntries(wrong),
    jobId,
  }));

/** An item with arbitrary attributes. */
const strangeItem: Arbitrary<Item> = fc
  .tuple(anyKey, fc.dictionary(oddText, anyValue, { maxKeys: 4 }))
  .map(([jobId, rest]) => ({ ...rest, ...(jobId === undefined ? {} : { jobId }) }));

/** An item with an arbitrary value in each known attribute. */
const wrongItem: Arbitrary<Item> = fc
  .tuple(anyKey, fc.array(anyValue, { minLength: 28, maxLength: 28 }))
  .map(([jobId, values]) => ({
    ...Object.fromEntries(listAttributes.map((name, index) => [name, values[index]])),
    jobId,
  }));

export const anyItem: Arbitrary<Item> = fc.oneof(
  { weight: 8, arbitrary: nearItem },
  { weight: 2, arbitrary: wrongItem },
  { weight: 2, arbitrary: strangeItem },
);
