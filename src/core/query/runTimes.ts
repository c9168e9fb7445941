import { Emitter, type Disposable } from '../base/emitter';
import { definitionName } from '../job/arn';
import { minRuns, p95, type UsualRuns } from '../job/longRuns';
import { DerivedDictionary } from '../store/derivedDictionary';
import type { JobColumns } from '../store/jobColumns';
import type { RowObserver } from '../store/jobStore';
import { ownDurationOfRow } from '../store/rowDuration';
import { NewestRuns } from './newestRuns';

/** The successes of a job definition, in one revision or in all, and how long they usually take. */
interface Runs {
  readonly newest: NewestRuns;
  usual: UsualRuns | undefined;
}

/** Rows looked at between two yields. */
const chunkSize = 4096;

/**
 * How long the jobs of each definition usually run, kept row by row from the first use on. Only the newest
 * successes count, those of the job's own revision where they are enough.
 */
export class RunTimes implements RowObserver, Disposable {
  private readonly changed = new Emitter<Iterable<number>>();
  /** Rows below this have been looked at. */
  private lookedAt = 0;
  private readonly names: DerivedDictionary<string>;
  /** By the code of the definition with its revision. */
  private readonly revisions = new Map<number, Runs>();
  /** By the code of the definition's name. */
  private readonly definitions = new Map<number, Runs>();
  /** By the same code, the rows of the jobs that run. */
  private readonly running = new Map<number, Set<number>>();
  /** Runs to evaluate again, with the name of their definition. */
  private readonly outdated = new Map<Runs, number>();

  /** Fires with the rows of running jobs whose usual run time has changed. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly rows: JobColumns) {
    this.names = new DerivedDictionary(rows.fields.jobDefinition, definitionName);
  }

  /** Whether all known jobs are taken into account. */
  get isSettled(): boolean {
    return this.lookedAt === this.rows.length && this.outdated.size === 0;
  }

  entered(row: number): void {
    if (row < this.lookedAt) {
      this.add(row);
    }
  }

  leaving(row: number): void {
    if (row < this.lookedAt) {
      this.running.get(this.names.code(row))?.delete(row);
      for (const runs of this.runsOf(row)) {
        runs.newest.remove(row);
        this.outdated.set(runs, this.names.code(row));
      }
    }
  }

  /** Takes all known jobs into account; yields between chunks. */
  *settle(): Generator<undefined, void> {
    while (!this.isSettled) {
      while (this.lookedAt < this.rows.length) {
        const end = Math.min(this.lookedAt + chunkSize, this.rows.length);
        for (; this.lookedAt < end; this.lookedAt++) {
          if (this.rows.has(this.lookedAt)) {
            this.add(this.lookedAt);
          }
        }
        yield;
      }
      while ([...this.outdated.keys()].some(({ newest }) => newest.isIncomplete)) {
        yield* this.complete();
      }
      this.evaluate();
    }
  }

  /** How long jobs like that of the row usually run; undefined if too few have succeeded. */
  usual(row: number): UsualRuns | undefined {
    return (
      this.revisions.get(this.rows.fields.jobDefinition.code(row))?.usual ??
      this.definitions.get(this.names.code(row))?.usual
    );
  }

  dispose(): void {
    this.changed.dispose();
  }

  private add(row: number): void {
    const { status } = this.rows.fields;
    if (status.get(row) === 'RUNNING') {
      const name = this.names.code(row);
      const running = this.running.get(name) ?? new Set();
      this.running.set(name, running.add(row));
    } else {
      for (const runs of this.runsOf(row)) {
        runs.newest.add(row);
        this.outdated.set(runs, this.names.code(row));
      }
    }
  }

  /** The runs that the row belongs to; none for a job that has not succeeded. */
  private runsOf(row: number): readonly Runs[] {
    const { status, jobDefinition } = this.rows.fields;
    if (status.get(row) !== 'SUCCEEDED' || Number.isNaN(ownDurationOfRow(this.rows, row))) {
      return [];
    }
    return [
      this.known(this.revisions, jobDefinition.code(row)),
      this.known(this.definitions, this.names.code(row)),
    ];
  }

  private known(byCode: Map<number, Runs>, code: number): Runs {
    let runs = byCode.get(code);
    if (!runs) {
      runs = { newest: new NewestRuns(this.byEnd), usual: undefined };
      byCode.set(code, runs);
    }
    return runs;
  }

  private readonly byEnd = (a: number, b: number): number => {
    const { stoppedAt, startedAt } = this.rows.fields;
    return stoppedAt.raw(a) - stoppedAt.raw(b) || startedAt.raw(a) - startedAt.raw(b) || a - b;
  };

  /** Adds the successes again where too many of the newest were removed, which is rare. */
  private *complete(): Generator<undefined, void> {
    const incomplete = new Set<Runs>();
    for (const runs of this.outdated.keys()) {
      if (runs.newest.isIncomplete) {
        runs.newest.clear();
        incomplete.add(runs);
      }
    }
    for (let row = 0; row < this.lookedAt; row++) {
      for (const runs of this.rows.has(row) ? this.runsOf(row) : []) {
        if (incomplete.has(runs)) {
          // It may have been added meanwhile.
          runs.newest.remove(row);
          runs.newest.add(row);
        }
      }
      if (row % chunkSize === chunkSize - 1) {
        yield;
      }
    }
  }

  private evaluate(): void {
    const names = new Set<number>();
    for (const [runs, name] of this.outdated) {
      const before = runs.usual?.p95Ms;
      runs.usual = this.usualOf(runs);
      if (runs.usual?.p95Ms !== before) {
        names.add(name);
      }
    }
    this.outdated.clear();
    for (const name of names) {
      const running = this.running.get(name);
      if (running && running.size > 0) {
        this.changed.fire(running);
      }
    }
  }

  private usualOf({ newest }: Runs): UsualRuns | undefined {
    const durations = newest.newest().map(row => ownDurationOfRow(this.rows, row));
    return durations.length < minRuns
      ? undefined
      : { count: durations.length, p95Ms: p95(durations) };
  }
}
