import { TopCollector } from '../base/topItems';
import type { JobColumns } from '../store/jobColumns';
import type { RowTaskTypes } from '../store/rowTaskTypes';
import { StringDictionary } from '../store/stringDictionary';
import { StageSets, type StageSet } from './stageSets';

export interface MediaSummary {
  readonly mediaId: string;
  readonly jobs: number;
  readonly failed: number;
  /** When one of its jobs last changed, in milliseconds since the epoch; `-Infinity` if unknown. */
  readonly newest: number;
}

/** All media of the table at one moment: their jobs, failures, and stages. */
export class MediaOverview {
  private readonly ids = new StringDictionary();
  private readonly jobs: number[] = [];
  private readonly failed: number[] = [];
  private readonly newest: number[] = [];
  private readonly setOf: number[] = [];
  private readonly sets = new StageSets();

  get size(): number {
    return this.ids.values.length;
  }

  /** Which stages the media went through, and how many each. */
  get stageSets(): readonly StageSet[] {
    return this.sets.all;
  }

  add(mediaId: string, taskType: string, isFailed: boolean, time: number): void {
    const code = this.ids.codeOf(mediaId);
    this.jobs[code] = (this.jobs[code] ?? 0) + 1;
    this.failed[code] = (this.failed[code] ?? 0) + Number(isFailed);
    this.newest[code] = Math.max(this.newest[code] ?? -Infinity, time);
    this.setOf[code] = this.sets.grow(this.setOf[code] ?? this.sets.add(), taskType);
  }

  /** The media whose ID contains the text, regardless of case: the newest first, at most `max`. */
  search(text: string, max: number): readonly MediaSummary[] {
    const wanted = text.trim().toLowerCase();
    const timeOf = (code: number): number => this.newest[code] ?? -Infinity;
    const newest = new TopCollector((a, b) => compareTimes(timeOf(b), timeOf(a)), max);
    this.ids.values.forEach((mediaId, code) => {
      if (mediaId.toLowerCase().includes(wanted)) {
        newest.add(code);
      }
    });
    return newest.sorted().map(code => this.summary(code));
  }

  private summary(code: number): MediaSummary {
    return {
      mediaId: this.ids.values[code] ?? '',
      jobs: this.jobs[code] ?? 0,
      failed: this.failed[code] ?? 0,
      newest: this.newest[code] ?? -Infinity,
    };
  }
}

/** Infinities of the same sign are equal, though their difference is not a number. */
const compareTimes = (a: number, b: number): number => (a === b ? 0 : a - b);

/** Looks at every job once. */
export function* mediaOverview(
  rows: JobColumns,
  taskTypes: RowTaskTypes,
): Generator<undefined, MediaOverview> {
  const overview = new MediaOverview();
  const { mediaId, status, timestamp } = rows.fields;
  for (let row = 0; row < rows.length; row++) {
    const id = rows.has(row) ? mediaId.get(row) : undefined;
    if (id !== undefined) {
      const time = timestamp.time(row);
      const isFailed = status.get(row) === 'FAILED';
      overview.add(id, taskTypes.get(row), isFailed, Number.isNaN(time) ? -Infinity : time);
    }
    if (row % rowsPerStep === 0) {
      yield;
    }
  }
  return overview;
}

/** About a millisecond's work. */
export const rowsPerStep = 2_000;
