/** An item as the document client gives it; nothing about its content is known yet. */
export type RawItem = Readonly<Record<string, unknown>>;

export interface ItemPage {
  readonly items: readonly RawItem[];
  /** Read capacity units this page consumed. */
  readonly readUnits: number;
}

/** The table as the rest of the extension sees it, so that only the lazy chunk knows the AWS SDK. */
export interface JobTable {
  /**
   * Every item's list attributes, page by page to the end.
   * @throws {UserError} for anything AWS or the network refuses; AbortError when aborted.
   */
  scanPages(signal: AbortSignal): AsyncIterable<ItemPage>;

  /** The whole item of a job with its `fullEvent`; `undefined` when the table has none. */
  getItem(jobId: string, signal?: AbortSignal): Promise<RawItem | undefined>;

  /** Frees sockets. */
  close(): void;
}
