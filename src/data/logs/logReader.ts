import type { LogPage, LogStream } from '../../core/logs/logEvent';
import type { Direction } from '../../core/logs/logPages';

/** An entry that contains the text of a search. */
export interface LogMatch {
  readonly stream: string;
  readonly time: number;
  readonly text: string;
}

/**
 * CloudWatch Logs as the rest of the extension sees it, so that only a lazily loaded chunk depends on its client.
 * All methods throw {UserError} for errors of AWS or the network, and AbortError when aborted.
 */
export interface LogReader {
  /** The newest entries, at most `limit`; may be empty although there are earlier ones. */
  lastPage(stream: LogStream, limit: number, signal: AbortSignal): Promise<LogPage>;

  /** The oldest entries. */
  firstPage(stream: LogStream, signal: AbortSignal): Promise<LogPage>;

  /** The entries before or after a page, by its token. */
  page(
    stream: LogStream,
    token: string,
    direction: Direction,
    signal: AbortSignal,
  ): Promise<LogPage>;

  /** The entries of these streams, which share region and group, that contain a text, page by page. */
  search(
    streams: readonly LogStream[],
    text: string,
    signal: AbortSignal,
  ): AsyncIterable<readonly LogMatch[]>;

  /** Closes the sockets. */
  close(): void;
}
