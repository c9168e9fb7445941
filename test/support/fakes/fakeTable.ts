import { unknownShape, type TableShape } from '../../../src/data/table/tableShape';
import type { Identity } from '../../../src/core/aws/identity';
import type { ItemPage, JobTable, RawItem } from '../../../src/data/table/jobTable';

/** A table in memory that gives its pages one by one, and fails where the test says so. */
export class FakeTable implements JobTable {
  closed = false;
  scans = 0;
  /** How often it was asked who reads. */
  identities = 0;
  /** Who reads, or an error to throw. */
  who: Identity | Error | undefined;
  /** Whether the AWS files have changed meanwhile. */
  outdated = false;

  /** What `changedPages` was asked for, call by call. */
  readonly since: (number | undefined)[] = [];
  tableShape: TableShape = unknownShape;
  /** Pages of the next calls of `changedPages`, call by call; without any, `pages`. */
  answers: (readonly RawItem[])[][] = [];

  constructor(
    /** A page of items, an error to throw, or something to wait for before the next page. */
    public pages: (readonly RawItem[] | Error | Promise<unknown>)[] = [],
  ) {}

  shape(): Promise<TableShape> {
    return Promise.resolve(this.tableShape);
  }

  scanPages(signal: AbortSignal): AsyncGenerator<ItemPage> {
    this.scans++;
    return this.give(signal);
  }

  changedPages(signal: AbortSignal, since?: number): AsyncGenerator<ItemPage> {
    this.since.push(since);
    return this.give(signal, this.answers.shift());
  }

  async samplePage(signal: AbortSignal): Promise<ItemPage> {
    for await (const page of this.give(signal)) {
      return page;
    }
    return { items: [], readUnits: 0 };
  }

  getItem(jobId: string): Promise<RawItem | undefined> {
    const items = this.pages.flatMap(page => (Array.isArray(page) ? (page as RawItem[]) : []));
    return Promise.resolve(items.find(item => item['jobId'] === jobId));
  }

  identity(): Promise<Identity | undefined> {
    this.identities++;
    return this.who instanceof Error ? Promise.reject(this.who) : Promise.resolve(this.who);
  }

  isOutdated(): Promise<boolean> {
    return Promise.resolve(this.outdated);
  }

  close(): void {
    this.closed = true;
  }

  private async *give(signal: AbortSignal, pages = this.pages): AsyncGenerator<ItemPage> {
    for (const page of pages) {
      if (page instanceof Error) {
        throw page;
      }
      if (page instanceof Promise) {
        await page;
        signal.throwIfAborted();
      } else {
        yield { items: page, readUnits: 2 };
      }
    }
  }
}
