import type { LogStream } from './logEvent';
import type { Direction } from './logPages';

/** The maximum of GetLogEvents; a page also ends at 1 MB. */
export const maxEventsPerPage = 10_000;
/** The maximum of FilterLogEvents. */
export const maxStreamsPerSearch = 100;

export interface PageRequest {
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly limit: number;
  readonly startFromHead: boolean;
  readonly nextToken?: string;
}

type Names = Pick<LogStream, 'group' | 'stream'>;

const names = ({ group, stream }: Names) => ({ logGroupName: group, logStreamName: stream });

/** The newest entries of a stream. */
export const lastPage = (stream: Names, limit: number): PageRequest => ({
  ...names(stream),
  limit,
  startFromHead: false,
});

/** The oldest entries of a stream. */
export const firstPage = (stream: Names): PageRequest => ({
  ...names(stream),
  limit: maxEventsPerPage,
  startFromHead: true,
});

/** The entries after or before a page, by one of its tokens. */
export const neighborPage = (
  stream: Names,
  nextToken: string,
  direction: Direction,
): PageRequest => ({
  ...names(stream),
  limit: maxEventsPerPage,
  // Required with a forward token.
  startFromHead: direction === 'forward',
  nextToken,
});

export interface SearchRequest {
  readonly logGroupName: string;
  readonly logStreamNames: readonly string[];
  readonly filterPattern: string;
  readonly startTime?: number;
  readonly nextToken?: string;
}

/** The entries of several streams of one group that contain a text. */
export const searchPage = (
  group: string,
  streams: readonly string[],
  text: string,
  nextToken?: string,
): SearchRequest => ({
  logGroupName: group,
  logStreamNames: streams.slice(0, maxStreamsPerSearch),
  filterPattern: quotedPattern(text),
  ...(nextToken === undefined ? {} : { nextToken }),
});

/** A text as one term of a filter pattern, where quotes and backslashes need a backslash. */
function quotedPattern(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
