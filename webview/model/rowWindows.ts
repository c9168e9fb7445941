import type { Row } from '../../src/protocol/rows';

/** Rows [start, end). */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Rows are requested in aligned pages of this size, so that responses can be cached. About as many as are visible: the
 * user waits for them, and each takes time on the way.
 */
export const pageRows = 50;

/** The maximum number of pages per request; the host sends at most 500 rows at once. */
const maxPagesRequested = 10;

/** The maximum number of cached pages; those farthest from the visible rows are evicted. */
const maxCachedPages = 80;

/** How far from its place a job is looked for. */
const nearRows = 100;

/** The range of whole pages that covers a range, as one request. */
export function wholePages({ start, end }: Range): Range {
  const first = Math.floor(start / pageRows);
  const last = Math.min(Math.ceil(end / pageRows), first + maxPagesRequested);
  return { start: first * pageRows, end: last * pageRows };
}

/** A sparse cache of one query's rows; the host holds the whole list. */
export class RowWindows {
  private readonly pages = new Map<number, readonly Row[]>();
  private readonly requested = new Set<number>();
  private changes = 0;

  constructor(readonly count: number) {}

  /** Increases with every response, so that a view knows when to render. */
  get version(): number {
    return this.changes;
  }

  at(index: number): Row | undefined {
    return this.pages.get(Math.floor(index / pageRows))?.[index % pageRows];
  }

  /** The index of a job among the loaded rows near `index`, nearest first. */
  find(jobId: string, index: number, within = nearRows): number | undefined {
    for (let distance = 0; distance <= within; distance++) {
      for (const candidate of [index + distance, index - distance]) {
        if (this.at(candidate)?.jobId === jobId) {
          return candidate;
        }
      }
    }
    return undefined;
  }

  /** The loaded jobs of a range. */
  idsIn({ start, end }: Range): string[] {
    const ids: string[] = [];
    for (let index = start; index < end; index++) {
      const row = this.at(index);
      if (row) {
        ids.push(row.jobId);
      }
    }
    return ids;
  }

  has(range: Range): boolean {
    return this.pagesOf(range).every(page => this.pages.has(page));
  }

  /** Requests for the missing pages of `range`; each page is requested once. */
  request(range: Range): Range[] {
    const missing = this.pagesOf(range).filter(
      page => !this.pages.has(page) && !this.requested.has(page),
    );
    const requests: { start: number; end: number }[] = [];
    for (const page of missing) {
      this.requested.add(page);
      const start = page * pageRows;
      const end = Math.min(this.count, start + pageRows);
      const last = requests.at(-1);
      if (last?.end === start && end - last.start <= maxPagesRequested * pageRows) {
        last.end = end;
      } else {
        requests.push({ start, end });
      }
    }
    this.evictFarFrom(range);
    return requests;
  }

  put(start: number, rows: readonly Row[]): void {
    for (let offset = 0; offset < rows.length; offset += pageRows) {
      const page = Math.floor((start + offset) / pageRows);
      this.pages.set(page, rows.slice(offset, offset + pageRows));
      this.requested.delete(page);
    }
    this.changes++;
  }

  private pagesOf({ start, end }: Range): number[] {
    const first = Math.floor(Math.max(0, start) / pageRows);
    const last = Math.ceil(Math.min(this.count, end) / pageRows);
    return Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
  }

  private evictFarFrom({ start, end }: Range): void {
    if (this.pages.size <= maxCachedPages) {
      return;
    }
    const middle = (start + end) / 2 / pageRows;
    const nearest = [...this.pages.keys()].sort(
      (a, b) => Math.abs(a - middle) - Math.abs(b - middle),
    );
    nearest.slice(maxCachedPages).forEach(page => this.pages.delete(page));
  }
}
