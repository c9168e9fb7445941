import type { Identity } from '../../core/aws/identity';
import type { TableShape } from './tableShape';

/** An item as the document client gives it; nothing about its content is known yet. */
export type RawItem = Readonly<Record<string, unknown>>;

export interface ItemPage {
  readonly items: readonly RawItem[];
  /** Read capacity units this page consumed. */
  readonly readUnits: number;
}

/** The table as the rest of the extension sees it, so that only the lazy chunk knows the AWS SDK. */
export interface JobTable {
  /** What the table can do; a table nobody may describe is taken as plain. */
  shape(signal: AbortSignal): Promise<TableShape>;

  /**
   * Every item's list attributes, page by page to the end, read as so many segments side by side.
   * @throws {UserError} for anything AWS or the network refuses; AbortError when aborted.
   */
  scanPages(signal: AbortSignal, segments?: number): AsyncIterable<ItemPage>;

  /** The first items, at most `count`, with their list attributes. */
  samplePage(signal: AbortSignal, count: number): Promise<ItemPage>;

  /**
   * The items of index `changes` written at or after `since` (milliseconds since the epoch), all of
   * them without it; all shards side by side, each newest first.
   * @throws as `scanPages`
   */
  changedPages(signal: AbortSignal, since?: number): AsyncIterable<ItemPage>;

  /** The whole item of a job with its `fullEvent`; `undefined` when the table has none. */
  getItem(jobId: string, signal?: AbortSignal): Promise<RawItem | undefined>;

  /**
   * Who the reads are made as; absent where nobody can tell. It needs no permission.
   * @throws as `scanPages`
   */
  identity?(signal: AbortSignal): Promise<Identity | undefined>;

  /** Whether the AWS files have changed since the table was opened: it must be opened anew then. */
  isOutdated?(): Promise<boolean>;

  /** Frees sockets. */
  close(): void;
}
