import { parseTime } from '../../../src/core/text/time';
import type { RawItem } from './missingAttributes';

/**
 * Detects whether an older function still writes to a table. The index lacks its items, so readers that
 * follow the index see them hours late.
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

  /** The time of the newest state, in milliseconds, if an older function wrote it. */
  get newestPlain(): number | undefined {
    return this.plain > this.derived ? this.plain : undefined;
  }
}
