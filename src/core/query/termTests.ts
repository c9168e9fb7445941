import { isWholeJobId } from '../job/jobId';
import type { Coded } from '../store/columns/coded';
import type { SharedTextField } from '../store/columns/sharedTextField';
import type { TextField } from '../store/columns/textField';
import type { JobColumns } from '../store/jobColumns';
import { Needle } from './needle';
import { contains, containsWords, equals, memoized, type TextTest } from './textTests';

export type RowTest = (row: number) => boolean;

/** Which rows match a term of a search. */
export interface TermTest {
  readonly row: RowTest;
  /**
   * Sets the byte of each row of a chunk that matches, many times faster than testing one by one; does not look at
   * those whose byte is set.
   */
  readonly mark?: (chunk: number, hits: Uint8Array) => void;
}

type TextColumn = Pick<TextField<string | undefined>, 'get' | 'chunk' | 'isLowerCase'>;
type SharedColumn = Pick<SharedTextField<string | undefined>, 'get' | 'chunk'>;

/** Finds a word in a job's name, ids or reasons. */
export function wordTest({ fields }: JobColumns, words: readonly string[]): TermTest {
  const { jobName, jobId, mediaId, taskId, statusReason, reason } = fields;
  return anyOf([
    ...[jobName, jobId, mediaId, taskId].map(field => partTest(field, words)),
    reasonTest([statusReason, reason], words),
  ]);
}

/** A whole id matches only itself, not the ids of its children; others match ids that contain them. */
export function idTest({ fields: { jobId } }: JobColumns, texts: readonly string[]): TermTest {
  const whole = texts.filter(isWholeJobId);
  const parts = texts.filter(text => !isWholeJobId(text));
  return anyOf([wholeTest(jobId, whole), partTest(jobId, parts)]);
}

export const wholeTest = (field: TextColumn, texts: readonly string[]): TermTest =>
  textTest(
    field,
    texts.map(text => new Needle(text, true)),
    equals(texts),
  );

export const partTest = (field: TextColumn, texts: readonly string[]): TermTest =>
  textTest(
    field,
    texts.map(text => new Needle(text, false)),
    contains(texts),
  );

function textTest(field: TextColumn, needles: readonly Needle[], test: TextTest): TermTest {
  const [only] = needles;
  if (only === undefined) {
    return { row: () => false };
  }
  return {
    row:
      needles.length === 1
        ? row => only.matches(field.get(row), field.isLowerCase)
        : row => test(field.get(row)),
    mark: (number, hits) => {
      const chunk = field.chunk(number);
      if (chunk) {
        needles.forEach(needle => needle.mark(chunk, hits));
      }
    },
  };
}

/** Caches its results: distinct reasons are few and long. */
export function reasonTest(fields: readonly SharedColumn[], texts: readonly string[]): TermTest {
  const isIn = memoized(containsWords(texts));
  return {
    row: row => fields.some(field => isIn(field.get(row))),
    mark: (number, hits) => fields.forEach(field => field.chunk(number)?.mark(isIn, hits)),
  };
}

/** Tests each distinct string only once. */
export function codedTest(field: Coded<string | undefined>, test: TextTest): TermTest {
  const known: boolean[] = [];
  return {
    row: row => {
      const code = field.code(row);
      return (known[code] ??= test(field.values[code]));
    },
  };
}

function anyOf(tests: readonly TermTest[]): TermTest {
  return {
    row: row => tests.some(test => test.row(row)),
    mark: (chunk, hits) => tests.forEach(({ mark }) => mark?.(chunk, hits)),
  };
}
