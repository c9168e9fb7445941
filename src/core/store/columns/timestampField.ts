import { parseTime } from '../../text/time';
import type { ChunkReader } from '../saved/chunkReader';
import type { ChunkWriter } from '../saved/chunkWriter';
import { NumberField } from './numberField';
import type { RowField } from './rowField';

/** Times as numbers, which are smaller and compare faster; text in another format is kept as is. */
export class TimestampField implements RowField<string> {
  private readonly times = new NumberField();
  private readonly otherTexts = new Map<number, string>();

  get(row: number): string {
    return this.otherTexts.get(row) ?? defaultText(this.times.raw(row));
  }

  set(row: number, text: string): void {
    const time = parseTime(text);
    this.times.set(row, time);
    if (time !== undefined && defaultText(time) === text) {
      this.otherTexts.delete(row);
    } else {
      this.otherTexts.set(row, text);
    }
  }

  /** Milliseconds since the epoch; NaN if the text is not a time. */
  time(row: number): number {
    return this.times.raw(row);
  }

  save(rows: Uint32Array, to: ChunkWriter): void {
    this.times.save(rows, to);
    to.repeatedTexts(Array.from(rows, row => this.otherTexts.get(row)));
  }

  load(first: number, count: number, from: ChunkReader): void {
    this.times.load(first, count, from);
    const { codes, values } = from.repeatedTexts(count);
    codes.forEach((code, index) => {
      const text = values[code];
      if (text !== undefined) {
        this.otherTexts.set(first + index, text);
      }
    });
  }
}

/** The format of EventBridge. */
function defaultText(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
