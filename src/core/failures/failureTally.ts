import { hourMs } from '../base/timeUnits';
import type { JobColumns } from '../store/jobColumns';
import type { RowTaskTypes } from '../store/rowTaskTypes';

/** Counts of one group's failures, from which rows can be removed again. */
export class FailureTally {
  total = 0;
  unresolved = 0;
  /** Failures by code of their task type, and of their definition. */
  readonly taskTypes = new Map<number, number>();
  readonly definitions = new Map<number, number>();
  private readonly byMedia = new Map<string, number>();
  private readonly byHour = new Map<number, Set<number>>();

  constructor(
    private readonly rows: JobColumns,
    private readonly rowTaskTypes: RowTaskTypes,
  ) {}

  /** The number of distinct media. */
  get media(): number {
    return this.byMedia.size;
  }

  count(row: number, by: 1 | -1, isUnresolved: boolean): void {
    const { fields } = this.rows;
    this.total += by;
    this.unresolved += isUnresolved ? by : 0;
    add(this.taskTypes, this.rowTaskTypes.code(row), by);
    add(this.definitions, fields.jobDefinition.code(row), by);
    const mediaId = fields.mediaId.get(row) ?? '';
    if (mediaId !== '') {
      add(this.byMedia, mediaId, by);
    }
    const hour = Math.floor(fields.timestamp.time(row) / hourMs);
    const rows = this.byHour.get(hour);
    if (by === 1) {
      if (rows) {
        rows.add(row);
      } else {
        this.byHour.set(hour, new Set([row]));
      }
    } else if (rows) {
      rows.delete(row);
      if (rows.size === 0) {
        this.byHour.delete(hour);
      }
    }
  }

  /** By hour, ascending, up to the last hour with a failure. */
  hours(max: number): { readonly start: number; readonly count: number }[] {
    const [, last] = this.hourRange();
    const shown = [...this.byHour.keys()].filter(hour => hour > last - max).sort((a, b) => a - b);
    return shown.map(hour => ({ start: hour * hourMs, count: this.byHour.get(hour)?.size ?? 0 }));
  }

  /** The first and the last failure. Only the rows of the first and the last hour are looked at. */
  ends(): Ends {
    const { timestamp, jobId } = this.rows.fields;
    const [firstHour, lastHour] = this.hourRange();
    let [firstTime, lastTime, newest] = [Infinity, -Infinity, -1];
    for (const row of this.byHour.get(firstHour) ?? []) {
      firstTime = Math.min(firstTime, timestamp.time(row));
    }
    for (const row of this.byHour.get(lastHour) ?? []) {
      const time = timestamp.time(row);
      if (newest < 0 || time > lastTime) {
        [lastTime, newest] = [time, row];
      }
    }
    return {
      firstTime: Number.isFinite(firstTime) ? firstTime : undefined,
      lastTime: Number.isFinite(lastTime) ? lastTime : undefined,
      newestJobId: newest < 0 ? '' : jobId.get(newest),
    };
  }

  /** Without hours that are unknown. */
  private hourRange(): readonly [first: number, last: number] {
    let [first, last] = [Infinity, -Infinity];
    for (const hour of this.byHour.keys()) {
      first = hour < first ? hour : first;
      last = hour > last ? hour : last;
    }
    return [first, last];
  }
}

/** Times in milliseconds since the epoch; absent if no failure has a readable one. */
interface Ends {
  readonly firstTime: number | undefined;
  readonly lastTime: number | undefined;
  readonly newestJobId: string;
}

/** Never leaves a count of 0. */
function add<K>(counts: Map<K, number>, key: K, by: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) {
    counts.delete(key);
  } else {
    counts.set(key, count);
  }
}
