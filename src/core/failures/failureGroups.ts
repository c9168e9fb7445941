import { definitionName, definitionRevision } from '../job/arn';
import type { RowTally } from '../query/rowTally';
import type { Count } from '../store/statistics';
import type { FailureKind } from '../store/rowFailures';
import type { JobColumns } from '../store/jobColumns';
import { isUnresolved } from '../store/rowResolution';
import type { RowTaskTypes } from '../store/rowTaskTypes';
import type { FailureOrder } from '../filter/failureOrder';
import { DefinitionRevisions } from './definitionRevisions';
import { FailureTally } from './failureTally';

/** Failures that are alike: the same cause, signature and exit code. */
export interface FailureGroup extends FailureKind {
  readonly count: number;
  /** Failures that no later job made good. */
  readonly unresolved: number;
  /** When the first and the last of them changed, in milliseconds since the epoch; absent without readable times. */
  readonly firstTime: number | undefined;
  readonly lastTime: number | undefined;
  /** Most failures first. */
  readonly taskTypes: readonly Count[];
  /**
   * The revisions of job definitions, most failures first. Where all failures of a definition are of one revision,
   * the revision before follows with a count of 0: the change between both may be the cause.
   */
  readonly revisions: readonly RevisionCount[];
  /** The number of distinct media. */
  readonly media: number;
  /** Failures in the last hours, ascending; hours without any are left out. */
  readonly hours: readonly HourCount[];
  readonly newestJobId: string;
}

export interface RevisionCount {
  readonly definition: string;
  readonly revision: number | undefined;
  readonly count: number;
}

export interface HourCount {
  /** The hour's beginning, in milliseconds since the epoch. */
  readonly start: number;
  readonly count: number;
}

export interface FailureGroupList {
  /** The first ones in the given order. */
  readonly groups: readonly FailureGroup[];
  /** Of all groups. */
  readonly failures: number;
  readonly unresolved: number;
  /** The number of groups left out. */
  readonly more: number;
}

/** Task types and revisions of a group that are listed. */
const maxListed = 20;

/** Hours before the last failure of a group. */
const maxHours = 48;

/** Groups of the failures among the rows it is told of, kept row by row. */
export class FailureGroups implements RowTally {
  /** By code of the group. */
  private readonly tallies: FailureTally[] = [];
  private failures = 0;
  private unresolved = 0;
  private readonly revisions: DefinitionRevisions;

  constructor(
    private readonly rows: JobColumns,
    private readonly taskTypes: RowTaskTypes,
  ) {
    this.revisions = new DefinitionRevisions(rows.fields.jobDefinition.values);
  }

  count(row: number, by: 1 | -1): void {
    const group = this.rows.failures.groups.code(row);
    if (group === 0) {
      return;
    }
    const isOpen = isUnresolved(this.rows, row);
    // All before it are filled: a sparse array is many times slower.
    for (let code = this.tallies.length; code <= group; code++) {
      this.tallies.push(new FailureTally(this.rows, this.taskTypes));
    }
    this.tallies[group]?.count(row, by, isOpen);
    this.failures += by;
    this.unresolved += isOpen ? by : 0;
  }

  /** The first groups in this order; the largest first where it does not decide. */
  read(max: number, order: FailureOrder = 'count'): FailureGroupList {
    const present = this.tallies
      .flatMap((tally, code) =>
        tally.total > 0 ? [{ tally, code, key: sortKeys[order](tally) }] : [],
      )
      .sort((a, b) => b.key - a.key || b.tally.total - a.tally.total || a.code - b.code);
    const groups = present.slice(0, max).flatMap(({ tally, code }) => {
      const kind = this.rows.failures.kindOf(code);
      return kind ? [this.groupOf(kind, tally)] : [];
    });
    return {
      groups,
      failures: this.failures,
      unresolved: this.unresolved,
      more: present.length - groups.length,
    };
  }

  private withRevisionsBefore(failed: readonly RevisionCount[]): readonly RevisionCount[] {
    return failed.flatMap(one => {
      const { definition, revision } = one;
      const isOnly = failed.every(other => other === one || other.definition !== definition);
      const before =
        isOnly && revision !== undefined ? this.revisions.before(definition, revision) : undefined;
      return before === undefined ? [one] : [one, { definition, revision: before, count: 0 }];
    });
  }

  private groupOf(kind: FailureKind, tally: FailureTally): FailureGroup {
    const definitions = this.rows.fields.jobDefinition.values;
    return {
      ...kind,
      count: tally.total,
      unresolved: tally.unresolved,
      ...tally.ends(),
      taskTypes: largest(tally.taskTypes).map(([code, count]) => ({
        value: this.taskTypes.values[code] ?? '',
        count,
      })),
      revisions: this.withRevisionsBefore(
        largest(tally.definitions).map(([code, count]) => ({
          definition: definitionName(definitions[code] ?? ''),
          revision: definitionRevision(definitions[code] ?? ''),
          count,
        })),
      ),
      media: tally.media,
      hours: tally.hours(maxHours),
    };
  }
}

const sortKeys: Readonly<Record<FailureOrder, (tally: FailureTally) => number>> = {
  count: ({ total }) => total,
  unresolved: ({ unresolved }) => unresolved,
  lastTime: tally => tally.ends().lastTime ?? 0,
};

/** The most frequent codes, the largest count first. */
const largest = (counts: ReadonlyMap<number, number>): [number, number][] =>
  [...counts].sort(([, a], [, b]) => b - a).slice(0, maxListed);
