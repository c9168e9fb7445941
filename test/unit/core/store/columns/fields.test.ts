import assert from 'node:assert/strict';
import fc, { type Arbitrary } from 'fast-check';
import { nameKeys } from '../../../../../src/core/base/nameKeys';
import { rowsPerChunk } from '../../../../../src/core/store/columns/chunks';
import { CodedField } from '../../../../../src/core/store/columns/codedField';
import { NumberField } from '../../../../../src/core/store/columns/numberField';
import { PrefixedTextField } from '../../../../../src/core/store/columns/prefixedTextField';
import type { RowField } from '../../../../../src/core/store/columns/rowField';
import { SharedTextField } from '../../../../../src/core/store/columns/sharedTextField';
import { TextField } from '../../../../../src/core/store/columns/textField';
import { TimestampField } from '../../../../../src/core/store/columns/timestampField';
import { ChunkReader } from '../../../../../src/core/store/saved/chunkReader';
import { ChunkWriter } from '../../../../../src/core/store/saved/chunkWriter';

const maxRows = 2 * rowsPerChunk + 100;

type Text = string | undefined;

/** What is done to a column and to a plain array. */
type Step<T> =
  | { readonly does: 'set'; readonly row: number; readonly value: T }
  /** New rows up to a row, as jobs are added. */
  | { readonly does: 'fill'; readonly to: number; readonly values: readonly T[] }
  /** Many rows of a chunk. */
  | { readonly does: 'change'; readonly from: number; readonly values: readonly T[] }
  | { readonly does: 'save and load' };

function stepsOf<T>(value: Arbitrary<T>): Arbitrary<Step<T>[]> {
  const row = fc.oneof(
    fc.nat(maxRows - 1),
    fc.constantFrom(0, rowsPerChunk - 1, rowsPerChunk, 2 * rowsPerChunk - 1),
  );
  const values = fc.array(value, { minLength: 1, maxLength: 300 });
  return fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.record({ does: fc.constant('set' as const), row, value }) },
      { weight: 2, arbitrary: fc.record({ does: fc.constant('fill' as const), to: row, values }) },
      {
        weight: 2,
        arbitrary: fc.record({ does: fc.constant('change' as const), from: row, values }),
      },
      { weight: 1, arbitrary: fc.constant({ does: 'save and load' as const }) },
    ),
    { maxLength: 20 },
  );
}

/** The rows below `length` of a column, saved and loaded into another one. */
function reloaded<F extends RowField<T>, T>(field: F, length: number, make: () => F): F {
  const next = make();
  for (let first = 0; first < length; first += rowsPerChunk) {
    const rows = Uint32Array.from(
      { length: Math.min(rowsPerChunk, length - first) },
      (_, index) => first + index,
    );
    const writer = new ChunkWriter();
    field.save(rows, writer);
    const reader = new ChunkReader(writer.finish());
    next.load(first, rows.length, reader);
    reader.end();
  }
  return next;
}

/** Whatever is done, each row has the value that was set last. */
function behavesLikeAnArray<F extends RowField<T>, T>(
  make: () => F,
  value: Arbitrary<T>,
  /** What a row holds before it is set. */
  initial: T,
  check: (field: F, plain: readonly T[]) => void = () => undefined,
): void {
  fc.assert(
    fc.property(stepsOf(value), steps => {
      let field = make();
      const plain: T[] = [];
      const set = (row: number, next: T): void => {
        // A store sets each row before those after it.
        while (plain.length < row) {
          field.set(plain.length, initial);
          plain.push(initial);
        }
        field.set(row, next);
        plain[row] = next;
      };
      for (const step of steps) {
        switch (step.does) {
          case 'set':
            set(step.row, step.value);
            break;
          case 'fill':
            for (let row = plain.length; row <= step.to; row++) {
              set(row, step.values[row % step.values.length] as T);
            }
            break;
          case 'change':
            for (let index = 0; index < 700 && step.from + index < maxRows; index++) {
              set(step.from + index, step.values[index % step.values.length] as T);
            }
            break;
          case 'save and load':
            field = reloaded(field, plain.length, make);
        }
      }
      assert.deepEqual(
        plain.map((_, row) => field.get(row)),
        plain,
      );
      if (field.holds) {
        assert(plain.every((expected, row) => field.holds?.(row, expected)));
        assert(plain.every((_, row) => field.holds?.(row, 'no such text' as T) === false));
      }
      check(field, plain);
    }),
    { numRuns: 40 },
  );
}

const oddText = fc.oneof(
  fc.constantFrom('', ' ', 'a', 'A', 'é', '\ud800', '\udc00', '😀', '日本語', 'x'.repeat(300)),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 40 }),
);
const anyText: Arbitrary<Text> = fc.oneof(oddText, fc.constant(undefined));

describe('columns', () => {
  it('of texts read the keys of names many at a time, as one by one', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'Z', '9', '-', '_'), maxLength: 24 });
    behavesLikeAnArray(
      () => new TextField<Text>(),
      fc.oneof(anyText, name),
      undefined,
      (field, plain) => {
        for (const depth of [0, 3, 10]) {
          const keys = new Float64Array(plain.length);
          field.readNameKeys(0, plain.length, depth, keys);
          const expected = plain.map(text => (text ? nameKeys.keyOf(text, depth) : Infinity));
          assert.deepEqual([...keys], expected);
          keys.fill(-1);
          field.readNameKeys(5, plain.length - 5, depth, keys);
          assert.deepEqual(
            [...keys],
            expected.map((key, row) => (row < 5 || row >= plain.length - 5 ? -1 : key)),
          );
        }
      },
    );
  });

  it('of texts hold what was set last, and tell searches the same', () => {
    behavesLikeAnArray(
      () => new TextField<Text>(),
      anyText,
      undefined,
      (field, plain) => {
        for (let number = 0; number * rowsPerChunk < plain.length; number++) {
          const texts = plain.slice(number * rowsPerChunk, (number + 1) * rowsPerChunk);
          const chunk = field.chunk(number);
          const told = texts.map((_, index) =>
            chunk?.texts && !chunk.changed.has(index)
              ? chunk.texts.at(index)
              : (chunk?.changed.get(index) ?? chunk?.get(index)),
          );
          assert.deepEqual(told, texts);
          assert(chunk?.isLowerCase !== true || !texts.some(text => /[A-Z]/.test(text ?? '')));
        }
      },
    );
  });

  it('of shared texts hold what was set last, however many are distinct', () => {
    behavesLikeAnArray(() => new SharedTextField<Text>(), anyText, undefined);
    behavesLikeAnArray(
      () => new SharedTextField<Text>(),
      fc.constantFrom<Text>('a', 'b', undefined),
      undefined,
    );
  });

  it('of paths hold what was set last, with as many slashes as they had', () => {
    const name = fc.oneof(oddText, fc.constantFrom('/', 'a/', '//', 'work/default/'));
    const path = fc.tuple(name, name).map(([folder, file]) => `${folder}/${file}`);
    behavesLikeAnArray(() => new PrefixedTextField(), fc.oneof(anyText, name, path), undefined);
  });

  it('of coded texts hold what was set last', () => {
    behavesLikeAnArray(() => new CodedField<Text>(), anyText, undefined);
  });

  it('of numbers hold what was set last, whatever their width', () => {
    const number = fc.oneof(
      fc.nat(20),
      fc.integer({ min: -300, max: 70_000 }),
      fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }),
      fc.maxSafeInteger(),
      fc.double({ noNaN: true }),
      fc.constantFrom(0, -0, 0.5, Infinity, -Infinity, 2 ** 53, 2 ** 32, -1),
    );
    const anyNumber = fc.oneof(number, fc.constant(undefined));
    behavesLikeAnArray(() => new NumberField(), anyNumber, undefined);
    const isClose = fc.oneof(fc.nat(300), fc.constant(undefined));
    behavesLikeAnArray(() => new NumberField(), isClose, undefined);
  });

  it('of times hold what was set last, whatever its format', () => {
    const time = fc
      .date({
        min: new Date('2020-01-01'),
        max: new Date('2030-01-01'),
        noInvalidDate: true,
      })
      .map(date => date.toISOString());
    behavesLikeAnArray(
      () => new TimestampField(),
      fc.oneof(
        time,
        time.map(text => text.replace(/\.\d+Z/, 'Z')),
        oddText,
      ),
      '2026-01-01T00:00:00Z',
    );
  });

  it('of texts are joined once a chunk is full, and again once many have changed', () => {
    const field = new TextField<string>();
    for (let row = 0; row < rowsPerChunk; row++) {
      assert.equal(field.chunk(0)?.texts, undefined);
      field.set(row, `job ${row}`);
    }
    const before = field.chunk(0)?.texts;
    assert.equal(before?.length, rowsPerChunk);
    field.set(7, 'job 7');
    assert.equal(field.chunk(0)?.changed.size, 0, 'an equal text is no change');
    field.set(7, 'Job seven');
    assert.deepEqual([...(field.chunk(0)?.changed ?? [])], [[7, 'Job seven']]);
    assert.equal(field.chunk(0)?.texts, before);
    for (let row = 100; row < 1_000; row++) {
      field.set(row, `work ${row}`);
    }
    assert.notEqual(field.chunk(0)?.texts, before);
    assert.equal(field.chunk(0)?.texts?.at(7), 'Job seven');
    assert.equal(field.chunk(0)?.isLowerCase, false);
  });

  it('of texts are saved whole after a part of a chunk was loaded', () => {
    const make = (): TextField<Text> => new TextField<Text>();
    const part = make();
    part.set(0, 'a');
    const field = reloaded<TextField<Text>, Text>(part, 1, make);
    const whole = reloaded<TextField<Text>, Text>(field, rowsPerChunk, make);
    assert.deepEqual([whole.get(0), whole.get(1)], ['a', undefined]);
  });

  it('of texts that are too long together stay single texts', () => {
    const field = new TextField<string>();
    const long = 'x'.repeat(5_000);
    for (let row = 0; row < rowsPerChunk; row++) {
      field.set(row, long);
    }
    assert.equal(field.chunk(0)?.texts, undefined);
    field.set(rowsPerChunk - 1, 'short');
    assert.equal(field.get(rowsPerChunk - 1), 'short');
    assert.equal(field.get(3), long);
  });
});
