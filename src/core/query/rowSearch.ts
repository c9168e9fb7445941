import { categoryOf } from '../causes/causeOf';
import { definitionName, definitionWithRevision, queueName } from '../job/arn';
import type { JobColumns } from '../store/jobColumns';
import { durationSoFar } from '../store/rowDuration';
import { firstOfChunk, rowsPerChunk } from '../store/columns/chunks';
import { isUnresolved } from '../store/rowResolution';
import type { RowTaskTypes } from '../store/rowTaskTypes';
import type { Flag } from '../filter/searchQualifiers';
import { parseSearch, revisionIn, type Bounds, type Term } from '../filter/searchSyntax';
import type { JobFacts } from '../job/facts';
import { nearTimeoutMs } from '../job/longRuns';
import { isTerminal } from '../job/status';
import { defaultStuckLimits, isStuck, isWaiting, type StuckLimits } from '../job/stuckJobs';
import type { RunTimes } from './runTimes';
import {
  codedTest,
  idTest,
  partTest,
  reasonTest,
  wholeTest,
  wordTest,
  type TermTest,
} from './termTests';
import { contains, endsWith, equals, type TextTest } from './textTests';

/** What the terms of a search depend on besides the jobs. */
export interface SearchContext {
  readonly taskTypes: RowTaskTypes;
  readonly stuckLimits: StuckLimits;
  /** Without them, no job is slow. */
  readonly runTimes?: Pick<RunTimes, 'usual'> | undefined;
}

/**
 * The test of a search in the syntax of `searchSyntax`; ignores what cannot be parsed. `now` is in milliseconds
 * since the epoch. Jobs are stuck after the default limits.
 */
export function rowSearch(
  rows: JobColumns,
  taskTypes: RowTaskTypes,
  text: string,
  now: number,
): RowSearch {
  const context = { taskTypes, stuckLimits: defaultStuckLimits };
  return new RowSearch(rows, context, parseSearch(text).terms, () => now);
}

/** The rows that match some terms of a search, at the time that `now` returns. */
export class RowSearch {
  private readonly terms: readonly (TermTest & Pick<Term, 'negated'>)[];

  constructor(rows: JobColumns, context: SearchContext, terms: readonly Term[], now: () => number) {
    this.terms = terms.map(term => ({
      ...testOf(rows, context, term, now),
      negated: term.negated,
    }));
  }

  matches(row: number): boolean {
    return this.terms.every(term => term.row(row) !== term.negated);
  }

  /** A byte for each row of a chunk: 1 if it is open, that is, to be looked at, and matches, 0 if not. */
  matching(chunk: number, open: Uint8Array): Uint8Array {
    const matching = open.slice();
    const hits = new Uint8Array(open.length);
    // Without branches, which would take longer than all else here.
    for (const { negated, ...test } of this.terms) {
      // Rows whose byte is set are not looked at.
      for (let index = 0; index < hits.length; index++) {
        hits[index] = (matching[index] ?? 0) ^ 1;
      }
      mark(test, chunk, hits);
      const flip = negated ? 1 : 0;
      for (let index = 0; index < hits.length; index++) {
        matching[index] = (matching[index] ?? 0) & ((hits[index] ?? 0) ^ flip);
      }
    }
    return matching;
  }
}

/** Testing no more rows of a chunk than this is faster one by one. */
const maxSingle = rowsPerChunk / 8;

/** Sets the byte of each row of a chunk that matches. */
function mark(test: TermTest, chunk: number, hits: Uint8Array): void {
  if (test.mark && hits.length - sumOf(hits) > maxSingle) {
    test.mark(chunk, hits);
    return;
  }
  const first = firstOfChunk(chunk);
  for (let index = 0; index < hits.length; index++) {
    if (hits[index] === 0 && test.row(first + index)) {
      hits[index] = 1;
    }
  }
}

function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  // oxlint-disable-next-line typescript/prefer-for-of -- several times faster
  for (let index = 0; index < bytes.length; index++) {
    sum += bytes[index] ?? 0;
  }
  return sum;
}

function testOf(rows: JobColumns, context: SearchContext, term: Term, now: () => number): TermTest {
  const { fields } = rows;
  switch (term.name) {
    case 'word':
      return wordTest(rows, term.values);
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
    case 'workspace':
      return codedTest(fields.workspaceUid, contains(term.values));
    case 'name':
      return partTest(fields.jobName, term.values);
    case 'id':
      return idTest(rows, term.values);
    case 'jobid':
      return wholeTest(fields.jobId, term.values);
    case 'media':
      return partTest(fields.mediaId, term.values);
    case 'mediaid':
      return wholeTest(fields.mediaId, term.values);
    case 'task':
      return partTest(fields.taskId, term.values);
    case 'reason':
      return reasonTest([fields.statusReason, fields.reason], term.values);
    case 'exit':
      return { row: row => isWithin(fields.exitCode.raw(row), term.values) };
    case 'attempts':
      return { row: row => isWithin(fields.attempts.raw(row), term.values) };
    case 'vcpus':
      return factsTest(rows, ({ vcpus = NaN }) => isWithin(vcpus, term.values));
    case 'memory':
      return factsTest(rows, ({ memoryMiB = NaN }) => isWithin(memoryMiB, term.values));
    case 'tag':
      return factsTest(rows, tagTest(term.values));
    case 'age':
      return { row: row => isWithin(now() - fields.timestamp.time(row), term.values) };
    case 'duration':
      return { row: row => isWithin(durationSoFar(rows, row, now()), term.values) };
    case 'is':
      return { row: row => term.values.some(flag => flagHolds(rows, context, row, flag, now())) };
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
function factsTest({ fields }: JobColumns, test: (facts: JobFacts) => boolean): TermTest {
  const known = new WeakMap<JobFacts, boolean>();
  const holds = (row: number): boolean => {
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
  return { row: holds };
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

/** A value with a revision matches that one only; one without matches all revisions. */
function definitionTest(values: readonly string[]): TextTest {
  const names = values.filter(value => revisionIn(value) === undefined);
  const revisions = values.filter(value => revisionIn(value) !== undefined);
  const isInName = contains(names);
  const isEnd = endsWith(revisions);
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
