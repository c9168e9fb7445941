import { definitionName } from '../job/arn';
import { resolutionCode } from '../job/resolution';
import { hashOf } from '../job/shard';
import { isTerminal } from '../job/status';
import type { JobColumns } from '../store/jobColumns';
import type { RowObserver } from '../store/jobStore';
import { RowHashIndex } from '../store/rowHashIndex';
import type { RowTaskTypes } from '../store/rowTaskTypes';

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
  private readonly works = new Map<string, Work>();
  /** Works whose failures must be looked at again. */
  private readonly changed = new Map<string, Work>();

  constructor(
    private readonly rows: JobColumns,
    private readonly taskTypes: RowTaskTypes,
  ) {}

  entered(row: number): void {
    const key = this.keyOf(row);
    const kind = this.classOf(row);
    const hasFailed = kind === 2;
    let work = this.works.get(key);
    if (!work && hasFailed) {
      work = this.newWork(key);
    }
    this.byWork.add(row, hashOf(key));
    if (work) {
      if (hasFailed) {
        work.failed.add(row);
      }
      const moment = this.momentOf(row);
      if (moment >= work.newest[kind]) {
        this.changed.set(key, work);
        work.newest[kind] = moment;
        work.isStale[kind] = false;
      }
    }
    this.rows.resolve(row, hasFailed && work ? stateOf(work, this.momentOf(row)) : 0);
  }

  leaving(row: number): void {
    this.byWork.remove(row);
    const key = this.keyOf(row);
    const work = this.works.get(key);
    if (!work) {
      return;
    }
    work.failed.delete(row);
    const kind = this.classOf(row);
    if (this.momentOf(row) === work.newest[kind]) {
      work.isStale[kind] = true;
      this.changed.set(key, work);
    }
  }

  /** The rows whose resolution changed with other jobs since the last call. */
  *drain(): Generator<{ readonly row: number; readonly code: number }, void> {
    for (const [key, work] of this.changed) {
      this.refresh(key, work);
      for (const row of work.failed) {
        const code = stateOf(work, this.momentOf(row));
        if (code !== this.rows.resolutionCode(row)) {
          yield { row, code };
        }
      }
      if (work.failed.size === 0) {
        this.works.delete(key);
      }
    }
    this.changed.clear();
  }

  /** The newest later job that decides about a failed one. */
  laterRow(row: number): number | undefined {
    const kind = codeOfClass.findIndex(code => code === this.rows.resolutionCode(row));
    const moment = this.momentOf(row);
    let [later, latest]: [number | undefined, number] = [undefined, moment];
    this.visit(this.keyOf(row), other => {
      if (this.classOf(other) === kind && this.momentOf(other) > latest) {
        [later, latest] = [other, this.momentOf(other)];
      }
    });
    return later;
  }

  private newWork(key: string): Work {
    const work: Work = {
      failed: new Set(),
      newest: [-Infinity, -Infinity, -Infinity],
      isStale: [false, false, false],
    };
    this.visit(key, row => {
      const kind = this.classOf(row);
      work.newest[kind] = Math.max(work.newest[kind], this.momentOf(row));
    });
    this.works.set(key, work);
    return work;
  }

  /** Looks for the newest jobs again where the known one is gone, and another class does not outweigh it. */
  private refresh(key: string, work: Work): void {
    for (const kind of classes) {
      const { newest, isStale } = work;
      const isOutweighed = classes.some(
        other => other < kind && !isStale[other] && newest[other] >= newest[kind],
      );
      if (isStale[kind] && !isOutweighed) {
        newest[kind] = -Infinity;
        isStale[kind] = false;
        this.visit(key, row => {
          if (this.classOf(row) === kind) {
            newest[kind] = Math.max(newest[kind], this.momentOf(row));
          }
        });
      }
    }
  }

  private visit(key: string, visit: (row: number) => void): void {
    this.byWork.visit(hashOf(key), row => {
      if (this.keyOf(row) === key) {
        visit(row);
      }
    });
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

  /**
   * What a job works on: its media ID and task type, else its task ID and task type, else its name apart from
   * numbers and its definition. The children of an array do different work.
   */
  private keyOf(row: number): string {
    const { mediaId, taskId, jobName, jobDefinition, jobId } = this.rows.fields;
    const child = /[:#]\d+$/.exec(jobId.get(row))?.[0] ?? '';
    const media = mediaId.get(row) ?? '';
    const task = taskId.get(row) ?? '';
    if (media === '' && task === '') {
      const name = jobName.get(row).replace(/\d+/g, '#');
      return `n${child} ${definitionName(jobDefinition.get(row))} ${name}`;
    }
    const type = this.taskTypes.code(row);
    return media === '' ? `t${child} ${type} ${task}` : `m${child} ${type} ${media}`;
  }
}

function stateOf({ newest }: Work, moment: number): number {
  const kind = classes.find(candidate => newest[candidate] > moment);
  return kind === undefined ? notRetried : codeOfClass[kind];
}
