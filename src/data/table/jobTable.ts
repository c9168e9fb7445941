import type { Identity } from '../../core/aws/identity';
import type { TableShape } from './tableShape';

/** An item as the document client returns it, not validated yet. */
export type RawItem = Readonly<Record<string, unknown>>;

export interface ItemPage {
  readonly items: readonly RawItem[];
  /** Read capacity units that this page consumed. */
  readonly readUnits: number;
  /** The service's time when it responded, in milliseconds since the epoch; undefined if unknown. */
  readonly servedAt?: number | undefined;
  /** The items are from a strongly consistent read, so nothing read before can be newer. */
  readonly isCurrent?: boolean;
}

/**
 * The table as the rest of the extension sees it, so that only the lazily loaded chunk depends on the AWS
 * SDK.
 */
export interface JobTable {
  /** What the table supports; without permission to describe it, assumes no index. */
  shape(signal: AbortSignal): Promise<TableShape>;

  /**
   * The list attributes of every item, page by page, read in parallel segments.
   * @throws {UserError} for any error of AWS or the network; AbortError when aborted.
   */
  scanPages(signal: AbortSignal, segments?: number): AsyncIterable<ItemPage>;

  /** The first items, at most `count`, with their list attributes. */
  samplePage(signal: AbortSignal, count: number): Promise<ItemPage>;

  /**
   * The items of index `changes` written at or after `since` (milliseconds since the epoch), or all of them;
   * all shards in parallel, each newest first.
   * @throws as `scanPages`
   */
  changedPages(signal: AbortSignal, since?: number): AsyncIterable<ItemPage>;

  /**
   * The list attributes of these jobs, by strongly consistent reads of the table itself; without those it does
   * not have.
   * @throws as `scanPages`
   */
  currentPages(jobIds: readonly string[], signal: AbortSignal): AsyncIterable<ItemPage>;

  /** The full item of a job with its `fullEvent`; undefined if the table has none. */
  getItem(jobId: string, signal?: AbortSignal): Promise<RawItem | undefined>;

  /**
   * The identity that makes the requests; undefined if it cannot be determined. Requires no permission.
   * @throws as `scanPages`
   */
  identity?(signal: AbortSignal): Promise<Identity | undefined>;

  /** Whether the AWS files have changed since the table was opened, so that it must be reopened. */
  isOutdated?(): Promise<boolean>;

  /** Closes the sockets. */
  close(): void;
}
