import { unknownShape, type TableShape } from '../../../src/data/table/tableShape';
import type { Identity } from '../../../src/core/aws/identity';
import type { ItemPage, JobTable, RawItem } from '../../../src/data/table/jobTable';

/** An in-memory table that returns its pages one by one, and fails where the test says so. */
export class FakeTable implements JobTable {
  closed = false;
  scans = 0;
  /** The number of calls of `identity`. */
  identities = 0;
  /** The identity to return, or an error to throw. */
  caller: Identity | Error | undefined;
  /** Whether the AWS files have changed. */
  outdated = false;

  /** The arguments of `changedPages`, per call. */
  readonly since: (number | undefined)[] = [];
  tableShape: TableShape = unknownShape;
  /** Pages for the next calls of `changedPages`, one element per call; then `pages`. */
  answers: (readonly RawItem[] | Error)[][] = [];
  /** The items of the table itself, where its index differs, or an error to throw. */
  tableItems: readonly RawItem[] | Error | undefined;
  /** The arguments of `currentPages`, per call. */
  readonly lookups: (readonly string[])[] = [];
  /** The service's time in its responses. */
  servedAt: number | undefined;

  constructor(
    /** A page of items, an error to throw, or a promise to await before the next page. */
    public pages: (readonly RawItem[] | Error | Promise<unknown>)[] = [],
  ) {}

  shape(): Promise<TableShape> {
    return Promise.resolve(this.tableShape);
  }

  scanPages(signal: AbortSignal): AsyncGenerator<ItemPage> {
    this.scans++;
    return this.yieldPages(signal);
  }

  changedPages(signal: AbortSignal, since?: number): AsyncGenerator<ItemPage> {
    this.since.push(since);
    return this.yieldPages(signal, this.answers.shift());
  }

  async samplePage(signal: AbortSignal): Promise<ItemPage> {
    for await (const page of this.yieldPages(signal)) {
      return page;
    }
    return { items: [], readUnits: 0 };
  }

  async *currentPages(jobIds: readonly string[], signal: AbortSignal): AsyncGenerator<ItemPage> {
    this.lookups.push(jobIds);
    for await (const page of this.yieldPages(signal, this.tableItems && [this.tableItems])) {
      const items = page.items.filter(({ jobId }) => jobIds.includes(jobId as string));
      yield { ...page, items };
    }
  }

  getItem(jobId: string): Promise<RawItem | undefined> {
    const items = this.pages.flatMap(page => (Array.isArray(page) ? (page as RawItem[]) : []));
    return Promise.resolve(items.find(item => item['jobId'] === jobId));
  }

  identity(): Promise<Identity | undefined> {
    this.identities++;
    return this.caller instanceof Error
      ? Promise.reject(this.caller)
      : Promise.resolve(this.caller);
  }

  isOutdated(): Promise<boolean> {
    return Promise.resolve(this.outdated);
  }

  close(): void {
    this.closed = true;
  }

  private async *yieldPages(
    signal: AbortSignal,
    pages: typeof this.pages = this.pages,
  ): AsyncGenerator<ItemPage> {
    for (const page of pages) {
      if (page instanceof Error) {
        throw page;
      }
      if (page instanceof Promise) {
        await page;
        signal.throwIfAborted();
      } else {
        yield { items: page, readUnits: 2, servedAt: this.servedAt };
      }
    }
  }
}
