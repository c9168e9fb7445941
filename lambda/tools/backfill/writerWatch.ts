import { parseTime } from '../../../src/core/text/time';
import type { RawItem } from './missingAttributes';

/**
 * Tells whether an older function still writes to a table. Its items would be outside the index as
 * soon as they come, and a reader that follows the index would see them hours late.
 */
export class WriterWatch {
  private plain = -Infinity;
  private derived = -Infinity;

  see(item: RawItem): void {
    const { timestamp } = item;
    const time = (typeof timestamp === 'string' ? parseTime(timestamp) : undefined) ?? -Infinity;
    if ('sequence' in item) {
      this.derived = Math.max(this.derived, time);
    } else {
      this.plain = Math.max(this.plain, time);
    }
  }

  /** The newest state of all, if it lacks what the present function writes; milliseconds. */
  get newestPlain(): number | undefined {
    return this.plain > this.derived ? this.plain : undefined;
  }
}
