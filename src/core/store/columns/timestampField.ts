import { parseTime } from '../../text/time';
import type { ChunkReader } from '../saved/chunkReader';
import type { ChunkWriter } from '../saved/chunkWriter';
import { NumberField } from './numberField';
import type { RowField } from './rowField';
import { SharedTextField } from './sharedTextField';

/** Times as numbers, which are smaller and compare faster; text in another format is kept as is. */
export class TimestampField implements RowField<string> {
  private readonly times = new NumberField();
  private readonly otherTexts = new SharedTextField<string | undefined>();

  get(row: number): string {
    return this.otherTexts.get(row) ?? defaultText(this.times.raw(row));
  }

  set(row: number, text: string): void {
    const time = parseTime(text);
    this.times.set(row, time);
    const isDefault = time !== undefined && defaultText(time) === text;
    this.otherTexts.set(row, isDefault ? undefined : text);
  }

  /** Milliseconds since the epoch; NaN if the text is not a time. */
  time(row: number): number {
    return this.times.raw(row);
  }

  save(rows: Uint32Array, to: ChunkWriter): void {
    this.times.save(rows, to);
    this.otherTexts.save(rows, to);
  }

  load(first: number, count: number, from: ChunkReader): void {
    this.times.load(first, count, from);
    this.otherTexts.load(first, count, from);
  }
}

/** The format of EventBridge. */
function defaultText(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
