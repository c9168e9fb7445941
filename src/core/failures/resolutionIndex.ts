import { BloomFilter } from '../base/bloomFilter';
import { ownText } from '../base/ownText';
import { resolutionCode } from '../job/resolution';
import { isTerminal } from '../job/status';
import type { JobColumns } from '../store/jobColumns';
import type { RowObserver } from '../store/jobStore';
import { RowHashIndex } from '../store/rowHashIndex';
import type { RowTaskTypes } from '../store/rowTaskTypes';
import { WorkKeys } from './workKeys';

const notRetried = resolutionCode('notRetried');
/** By class: what a later job of the class makes of an earlier failure. */
const codeOfClass = [
  resolutionCode('recovered'),
  resolutionCode('runningAgain'),
  resolutionCode('failedAgain'),
] as const;
const classes = [0, 1, 2] as const;
type Class = (typeof classes)[number];

/** Jobs for the same work, at least one of which has failed. */
interface Work {
  readonly key: string;
  readonly hash: number;
  readonly failed: Set<number>;
  /** By class, when its newest job was created; an upper bound where `isStale`. */
  readonly newest: [number, number, number];
  readonly isStale: [boolean, boolean, boolean];
}

/**
 * Jobs by the work they do, kept row by row. A failure depends only on when the newest job that succeeded, runs or
 * failed was created, so most changes cost the same however many jobs do the same work.
 */
export class ResolutionIndex implements RowObserver {
  private readonly byWork = new RowHashIndex();
  /** By the hash of their keys: most jobs belong to none, so most keys need not be put together. */
  private readonly works = new Map<number, readonly Work[]>();
  /** By the hash of its key, a failure that no other job shares its work with: it needs no `Work`. */
  private readonly singles = new Map<number, number>();
  /** The hash of each failure so far: most other jobs share none, and need no closer look. */
  private readonly failedHashes = new BloomFilter();
  private readonly keys: WorkKeys;
  /** Rows whose saved code is wrong, unless they have found company. */
  private readonly doubtful = new Set<number>();
  /** Works whose failures must be looked at again. */
  private readonly changed = new Set<Work>();

  constructor(
    private readonly rows: JobColumns,
    taskTypes: RowTaskTypes,
    /** The row of the job that this one is known to retry. */
    private readonly originalOf: (row: number) => number | undefined = () => undefined,
  ) {
    this.keys = new WorkKeys(rows, taskTypes);
  }

  entered(row: number): void {
    const work = this.add(row);
    this.rows.resolve(row, this.codeAt(row, work));
  }

  /** The row, which has changed, gets a code until it enters with that. */
  expect(row: number): void {
    if (this.classOf(row) !== 2 || this.rows.resolutionCode(row) === 0) {
      this.rows.resolve(row, this.codeAt(row, undefined));
    }
  }

  /** The row enters with the code that it has. `drain` corrects it; call that once all saved rows have entered. */
  enteredWithCode(row: number): void {
    const work = this.add(row);
    if (work && this.classOf(row) === 2) {
      this.changed.add(work);
    } else if (this.codeAt(row, work) !== this.rows.resolutionCode(row)) {
      this.doubtful.add(row);
    }
  }

  leaving(row: number): void {
    this.byWork.remove(row);
    this.doubtful.delete(row);
    const hash = this.keys.hash(row);
    const work = this.workAt(row, hash);
    this.keys.forget(row);
    if (!work) {
      if (this.singles.get(hash) === row) {
        this.singles.delete(hash);
      }
      return;
    }
    work.failed.delete(row);
    const kind = this.classOf(row);
    if (this.momentOf(row) === work.newest[kind]) {
      work.isStale[kind] = true;
      this.changed.add(work);
    }
  }

  /** The job is known to retry another one only now. */
  relink(row: number): void {
    this.leaving(row);
    this.entered(row);
  }

  /** The rows whose resolution changed with other jobs since the last call; undefined lets others have a turn. */
  *drain(): Generator<{ readonly row: number; readonly code: number } | undefined, void> {
    for (const row of this.doubtful) {
      const code = this.codeAt(row, this.workAt(row, this.keys.hash(row)));
      if (code !== this.rows.resolutionCode(row)) {
        yield { row, code };
      }
    }
    this.doubtful.clear();
    for (const work of this.changed) {
      this.changed.delete(work);
      this.refresh(work);
      for (const row of work.failed) {
        const code = stateOf(work, this.momentOf(row));
        if (code !== this.rows.resolutionCode(row)) {
          yield { row, code };
        }
      }
      if (work.failed.size === 0) {
        this.forget(work);
      }
      yield undefined;
    }
  }

  /** The newest later job that decides about a failed one. */
  laterRow(row: number): number | undefined {
    const kind = codeOfClass.findIndex(code => code === this.rows.resolutionCode(row));
    const moment = this.momentOf(row);
    let [later, latest]: [number | undefined, number] = [undefined, moment];
    this.visit(this.keys.key(row), this.keys.hash(row), other => {
      if (this.classOf(other) === kind && this.momentOf(other) > latest) {
        [later, latest] = [other, this.momentOf(other)];
      }
    });
    return later;
  }

  /** Adds a row; returns its work, if it has one. */
  private add(row: number): Work | undefined {
    const original = this.originalOf(row);
    if (original !== undefined && original !== row) {
      this.keys.linkRetry(row, original);
    }
    const hash = this.keys.hash(row);
    const kind = this.classOf(row);
    const hasFailed = kind === 2;
    if (hasFailed) {
      this.failedHashes.add(hash);
    }
    const work = this.failedHashes.mayHave(hash)
      ? (this.workAt(row, hash) ?? this.newWorkFor(row, hash, hasFailed))
      : undefined;
    this.byWork.add(row, hash);
    if (work) {
      if (hasFailed) {
        work.failed.add(row);
      }
      const moment = this.momentOf(row);
      if (moment >= work.newest[kind]) {
        this.changed.add(work);
        work.newest[kind] = moment;
        work.isStale[kind] = false;
      }
    }
    return work;
  }

  private codeAt(row: number, work: Work | undefined): number {
    if (this.classOf(row) !== 2) {
      return 0;
    }
    return work ? stateOf(work, this.momentOf(row)) : notRetried;
  }

  private workAt(row: number, hash: number): Work | undefined {
    const works = this.works.get(hash);
    if (!works) {
      return undefined;
    }
    const key = this.keys.key(row);
    return works.find(work => work.key === key);
  }

  /** The work of a row that has none yet; undefined if it needs none. */
  private newWorkFor(row: number, hash: number, hasFailed: boolean): Work | undefined {
    const single = this.singles.get(hash);
    if (single !== undefined && this.keys.key(single) === this.keys.key(row)) {
      this.singles.delete(hash);
      return this.newWork(row, hash);
    }
    if (!hasFailed) {
      return undefined;
    }
    if (single === undefined && !this.byWork.has(hash)) {
      this.singles.set(hash, row);
      return undefined;
    }
    return this.newWork(row, hash);
  }

  private newWork(row: number, hash: number): Work {
    const work: Work = {
      key: ownText(this.keys.key(row)),
      hash,
      failed: new Set(),
      newest: [-Infinity, -Infinity, -Infinity],
      isStale: [false, false, false],
    };
    this.visit(work.key, hash, other => {
      const kind = this.classOf(other);
      work.newest[kind] = Math.max(work.newest[kind], this.momentOf(other));
      if (kind === 2) {
        work.failed.add(other);
      }
    });
    this.works.set(hash, [...(this.works.get(hash) ?? []), work]);
    return work;
  }

  private forget(work: Work): void {
    const others = this.works.get(work.hash)?.filter(other => other !== work) ?? [];
    if (others.length > 0) {
      this.works.set(work.hash, others);
    } else {
      this.works.delete(work.hash);
    }
  }

  /** Looks for the newest jobs again where the known one is gone, and another class does not outweigh it. */
  private refresh({ key, hash, newest, isStale }: Work): void {
    for (const kind of classes) {
      const isOutweighed = classes.some(
        other => other < kind && !isStale[other] && newest[other] >= newest[kind],
      );
      if (isStale[kind] && !isOutweighed) {
        newest[kind] = -Infinity;
        isStale[kind] = false;
        this.visit(key, hash, row => {
          if (this.classOf(row) === kind) {
            newest[kind] = Math.max(newest[kind], this.momentOf(row));
          }
        });
      }
    }
  }

  private visit(key: string, hash: number, visit: (row: number) => void): void {
    for (let row = this.byWork.first(hash); row >= 0; row = this.byWork.next(row)) {
      if (this.keys.key(row) === key) {
        visit(row);
      }
    }
  }

  private classOf(row: number): Class {
    const status = this.rows.fields.status.get(row);
    return !isTerminal(status) ? 1 : status === 'SUCCEEDED' ? 0 : 2;
  }

  /** When the job was created; the time of its last change where that is unknown, or long ago if that is, too. */
  private momentOf(row: number): number {
    const { createdAt, timestamp } = this.rows.fields;
    const moment = createdAt.raw(row);
    const known = Number.isNaN(moment) ? timestamp.time(row) : moment;
    return Number.isNaN(known) ? -Infinity : known;
  }
}

function stateOf({ newest }: Work, moment: number): number {
  const kind = classes.find(candidate => newest[candidate] > moment);
  return kind === undefined ? notRetried : codeOfClass[kind];
}
