import { categoryOf } from '../causes/causeOf';
import { definitionName, definitionWithRevision, queueName } from '../job/arn';
import type { JobColumns } from '../store/jobColumns';
import { durationSoFar } from '../store/rowDuration';
import type { Coded } from '../store/columns/coded';
import { isUnresolved } from '../store/rowResolution';
import type { RowTaskTypes } from '../store/rowTaskTypes';
import type { Flag } from '../filter/searchQualifiers';
import { hasWords, parseSearch, revisionIn, type Bounds, type Term } from '../filter/searchSyntax';
import type { JobFacts } from '../job/facts';
import { isWholeJobId } from '../job/jobId';
import { nearTimeoutMs } from '../job/longRuns';
import { isTerminal } from '../job/status';
import { defaultStuckLimits, isStuck, isWaiting, type StuckLimits } from '../job/stuckJobs';
import type { RunTimes } from './runTimes';

export type RowTest = (row: number) => boolean;
type TextTest = (text: string | undefined) => boolean;

/** What the terms of a search depend on besides the jobs. */
export interface SearchContext {
  readonly taskTypes: RowTaskTypes;
  readonly stuckLimits: StuckLimits;
  /** Without them, no job is slow. */
  readonly runTimes?: Pick<RunTimes, 'usual'> | undefined;
}

/**
 * The row test of a search in the syntax of `searchSyntax`; ignores what cannot be parsed. `now` is in
 * milliseconds since the epoch. Jobs are stuck after the default limits.
 */
export function rowSearch(
  rows: JobColumns,
  taskTypes: RowTaskTypes,
  text: string,
  now: number,
): RowTest {
  const context = { taskTypes, stuckLimits: defaultStuckLimits };
  return termsTest(rows, context, parseSearch(text).terms, () => now);
}

/** The row test of some terms of a search, at the time that `now` returns. */
export function termsTest(
  rows: JobColumns,
  context: SearchContext,
  terms: readonly Term[],
  now: () => number,
): RowTest {
  const tests = terms.map(term => {
    const test = testOf(rows, context, term, now);
    return term.negated ? (row: number) => !test(row) : test;
  });
  return row => tests.every(test => test(row));
}

function testOf(rows: JobColumns, context: SearchContext, term: Term, now: () => number): RowTest {
  const { fields } = rows;
  switch (term.name) {
    case 'word':
      return wordTest(rows, term.values, reasonTest(rows, containsWords(term.values)));
    case 'status':
      return codedTest(fields.status, equals(term.values));
    case 'type':
      return codedTest(context.taskTypes, contains(term.values));
    case 'region':
      return codedTest(fields.region, contains(term.values));
    case 'queue':
      return codedTest(fields.jobQueue, ofName(queueName, contains(term.values)));
    case 'definition':
      return codedTest(fields.jobDefinition, definitionTest(term.values));
    case 'cause':
      return codedTest(rows.failures.causes, causeTest(term.values));
    case 'group':
      return codedTest(rows.failures.groups, equals(term.values));
    case 'name':
      return substringTest(fields.jobName, term.values);
    case 'id':
      return idTest(rows, term.values);
    case 'jobid':
      return ofField(fields.jobId, equals(term.values));
    case 'media':
      return substringTest(fields.mediaId, term.values);
    case 'mediaid':
      return ofField(fields.mediaId, equals(term.values));
    case 'task':
      return substringTest(fields.taskId, term.values);
    case 'workspace':
      return codedTest(fields.workspaceUid, contains(term.values));
    case 'reason':
      return reasonTest(rows, containsWords(term.values));
    case 'exit':
      return row => isWithin(fields.exitCode.raw(row), term.values);
    case 'attempts':
      return row => isWithin(fields.attempts.raw(row), term.values);
    case 'vcpus':
      return factsTest(rows, ({ vcpus = NaN }) => isWithin(vcpus, term.values));
    case 'memory':
      return factsTest(rows, ({ memoryMiB = NaN }) => isWithin(memoryMiB, term.values));
    case 'tag':
      return factsTest(rows, tagTest(term.values));
    case 'age':
      return row => isWithin(now() - fields.timestamp.time(row), term.values);
    case 'duration':
      return row => isWithin(durationSoFar(rows, row, now()), term.values);
    case 'is':
      return row => term.values.some(flag => flagHolds(rows, context, row, flag, now()));
  }
}

function flagHolds(
  rows: JobColumns,
  { stuckLimits, runTimes }: SearchContext,
  row: number,
  flag: Flag,
  now: number,
): boolean {
  const { fields } = rows;
  const status = fields.status.get(row);
  switch (flag) {
    case 'active':
      return !isTerminal(status);
    case 'finished':
      return isTerminal(status);
    case 'waiting':
      return isWaiting({ status, ...rows.arrayFields(row) });
    case 'stuck':
      return isStuck(
        { status, ...rows.arrayFields(row) },
        stuckLimits,
        fields.timestamp.time(row),
        now,
      );
    case 'slow':
      return (
        status === 'RUNNING' &&
        durationSoFar(rows, row, now) > (runTimes?.usual(row)?.p95Ms ?? Infinity)
      );
    case 'neartimeout':
      return (
        status === 'RUNNING' &&
        durationSoFar(rows, row, now) > nearTimeoutMs(fields.facts.get(row)?.timeoutSeconds)
      );
    case 'nomedia':
      return (fields.mediaId.get(row) ?? '') === '';
    case 'unresolved':
      return isUnresolved(rows, row);
    case 'broken':
    case 'acknowledged':
      return rows.isMarked(row, flag);
  }
}

/** Jobs with equal facts share them, so each is tested once. */
function factsTest({ fields }: JobColumns, test: (facts: JobFacts) => boolean): RowTest {
  const known = new WeakMap<JobFacts, boolean>();
  return row => {
    const facts = fields.facts.get(row);
    if (facts === undefined) {
      return false;
    }
    let result = known.get(facts);
    if (result === undefined) {
      result = test(facts);
      known.set(facts, result);
    }
    return result;
  };
}

/** A tag by `key` or `key=value`, compared as texts because keys and values may contain `=`. */
function tagTest(values: readonly string[]): (facts: JobFacts) => boolean {
  const isWanted = equals(values);
  return ({ tags = {} }) =>
    Object.entries(tags).some(([key, value]) => isWanted(key) || isWanted(`${key}=${value}`));
}

/** Nothing is within for what is not a number. */
function isWithin(value: number, bounds: readonly Bounds[]): boolean {
  return bounds.some(
    ({ above = -Infinity, below = Infinity, inclusive }) =>
      (value > above && value < below) || (inclusive && (value === above || value === below)),
  );
}

/** A whole id matches only itself, not the ids of its children; others match ids that contain them. */
function idTest({ fields: { jobId } }: JobColumns, texts: readonly string[]): RowTest {
  const whole = texts.filter(isWholeJobId);
  const parts = texts.filter(text => !isWholeJobId(text));
  const isWhole = ofField(jobId, equals(whole));
  const isPart = substringTest(jobId, parts);
  return row => (whole.length > 0 && isWhole(row)) || (parts.length > 0 && isPart(row));
}

/** Finds a word in a job's name, ids or reasons. */
function wordTest({ fields }: JobColumns, texts: readonly string[], reason: RowTest): RowTest {
  const { mediaId, taskId } = fields;
  const isInName = substringTest(fields.jobName, texts);
  const isInId = substringTest(fields.jobId, texts);
  const isInMedia = substringTest(mediaId, texts);
  const isInTask = substringTest(taskId, texts);
  return row =>
    isInName(row) ||
    isInId(row) ||
    isInMedia(row) ||
    (taskId.get(row) !== mediaId.get(row) && isInTask(row)) ||
    reason(row);
}

/** Caches its results: distinct reasons are few and long. */
function reasonTest({ fields: { statusReason, reason } }: JobColumns, isIn: TextTest): RowTest {
  const isInReason = memoized(isIn);
  return row => isInReason(statusReason.get(row)) || isInReason(reason.get(row));
}

/**
 * If the column is all lower case and the text is ASCII, a case-sensitive search takes about half the time.
 */
function substringTest(
  field: { get(row: number): string | undefined; readonly isLowerCase: boolean },
  texts: readonly string[],
): RowTest {
  const test = contains(texts);
  const lower = texts.map(text => text.toLowerCase());
  const [only] = lower;
  if (only === undefined || lower.length > 1 || !isAscii.test(only)) {
    return row => test(field.get(row));
  }
  return row => {
    const text = field.get(row);
    return field.isLowerCase ? text?.includes(only) === true : test(text);
  };
}

// oxlint-disable-next-line no-control-regex -- all of ASCII is meant.
const isAscii = /^[\x00-\x7f]*$/;

const ofField =
  (field: { get(row: number): string | undefined }, test: TextTest): RowTest =>
  row =>
    test(field.get(row));

/** Tests each distinct string only once. */
function codedTest(field: Coded<string | undefined>, test: TextTest): RowTest {
  const known: boolean[] = [];
  return row => {
    const code = field.code(row);
    return (known[code] ??= test(field.values[code]));
  };
}

/** A value with a revision matches that one only; one without matches all revisions. */
function definitionTest(values: readonly string[]): TextTest {
  const names = values.filter(value => revisionIn(value) === undefined);
  const revisions = values.filter(value => revisionIn(value) !== undefined);
  const isInName = contains(names);
  const isEnd = matches(revisions.map(value => `${escaped(value)}$`).join('|'));
  return (arn = '') =>
    (names.length > 0 && isInName(definitionName(arn))) ||
    (revisions.length > 0 && isEnd(definitionWithRevision(arn)));
}

/** A cause by part of its id, or by its category. */
function causeTest(values: readonly string[]): TextTest {
  const test = contains(values);
  return causeId =>
    causeId !== undefined && causeId !== '' && (test(causeId) || test(categoryOf(causeId)));
}

const ofName =
  (nameOf: (arn: string) => string, test: TextTest): TextTest =>
  text =>
    test(nameOf(text ?? ''));

/**
 * Whether a string contains any of the texts, ignoring case; twice as fast as comparing lower-case copies.
 */
function contains(texts: readonly string[]): TextTest {
  return matches(texts.map(escaped).join('|'));
}

/**
 * The same, whatever stands between words: `out of memory` is part of `OutOfMemoryError`, and the other way
 * round. What matches a text also matches each part of it, on which `narrows` counts.
 */
function containsWords(texts: readonly string[]): TextTest {
  return matches(texts.map(wordPattern).join('|'));
}

const betweenWords = String.raw`[\s_-]*`;

function wordPattern(text: string): string {
  return !hasWords(text)
    ? escaped(text)
    : text
        .split(/[\s_-]+|(?<=\p{Ll})(?=\p{Lu})/u)
        .map(escaped)
        .join(betweenWords);
}

function equals(texts: readonly string[]): TextTest {
  return matches(`^(?:${texts.map(escaped).join('|')})$`);
}

function matches(source: string): TextTest {
  const pattern = new RegExp(source, 'i');
  return text => text !== undefined && pattern.test(text);
}

/** A search is plain text, not a pattern. */
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const maxMemoized = 10_000;

function memoized<K>(predicate: (key: K) => boolean): (key: K) => boolean {
  const known = new Map<K, boolean>();
  return key => {
    let result = known.get(key);
    if (result === undefined) {
      result = predicate(key);
      if (known.size < maxMemoized) {
        known.set(key, result);
      }
    }
    return result;
  };
}
