import type { LogEvent } from '../../../../src/core/logs/logEvent';
import { LocalServer, type Answer, type Received } from './localServer';

interface Request {
  readonly logGroupName?: string;
  readonly logStreamName?: string;
  readonly logStreamNames?: readonly string[];
  readonly filterPattern?: string;
  readonly startTime?: number;
  readonly startFromHead?: boolean;
  readonly nextToken?: string;
  readonly limit?: number;
}

/**
 * CloudWatch Logs in this process, over its wire protocol: what the emulators lack, such as empty pages in the
 * middle of a stream, and streams of a million lines.
 */
export class LocalLogs {
  readonly server = new LocalServer(request => this.answer(request));
  /** Entries by group and stream. */
  private readonly groups = new Map<string, Map<string, LogEvent[]>>();
  /** Each page is preceded by an empty one with a token of its own. */
  hasEmptyPages = false;
  /** The maximum number of entries per page, below what is asked for. */
  pageSize = 10_000;

  put(group: string, stream: string, events: readonly LogEvent[] = []): void {
    const streams = this.groups.get(group) ?? new Map<string, LogEvent[]>();
    this.groups.set(group, streams);
    const known = streams.get(stream) ?? [];
    streams.set(stream, known);
    for (const event of events) {
      known.push(event);
    }
  }

  /** The operations called, oldest first, with the region they were signed for. */
  get calls(): readonly string[] {
    return this.server.received.map(({ headers }) => {
      const region = /Credential=[^/]*\/\d+\/([^/]*)\//.exec(headers.authorization ?? '')?.[1];
      return `${String(headers['x-amz-target']).split('.').at(-1) ?? ''} ${region ?? ''}`.trim();
    });
  }

  private answer({ headers, body }: Received): Answer {
    const operation = String(headers['x-amz-target']).split('.').at(-1);
    const request = JSON.parse(body) as Request;
    const streams = this.groups.get(request.logGroupName ?? '');
    if (!streams) {
      return refusal('ResourceNotFoundException', 'The specified log group does not exist.');
    }
    return operation === 'FilterLogEvents'
      ? this.search(streams, request)
      : this.page(streams.get(request.logStreamName ?? ''), request);
  }

  private page(events: readonly LogEvent[] | undefined, request: Request): Answer {
    if (!events) {
      return refusal('ResourceNotFoundException', 'The specified log stream does not exist.');
    }
    const { nextToken = request.startFromHead ? 'f/0' : `b/${events.length}`, limit = 10_000 } =
      request;
    const [direction, position = '0', hasPaused] = nextToken.split('/');
    const size = Math.min(limit, this.pageSize);
    const start = direction === 'f' ? Number(position) : Math.max(0, Number(position) - size);
    const end = direction === 'f' ? Math.min(events.length, start + size) : Number(position);
    if (this.hasEmptyPages && hasPaused === undefined && end > start) {
      return json({
        events: [],
        nextForwardToken: direction === 'f' ? `f/${start}/paused` : `f/${end}`,
        nextBackwardToken: direction === 'f' ? `b/${start}` : `b/${end}/paused`,
      });
    }
    return json({
      events: events
        .slice(start, end)
        .map(({ time, text }) => ({ timestamp: time, ingestionTime: time, message: text })),
      // At the end of a stream, the token that was sent comes back.
      nextForwardToken: direction === 'f' && start === end ? nextToken : `f/${end}`,
      nextBackwardToken: direction === 'b' && start === end ? nextToken : `b/${start}`,
    });
  }

  private search(streams: ReadonlyMap<string, readonly LogEvent[]>, request: Request): Answer {
    const { logStreamNames = [], filterPattern = '""', nextToken = '0', startTime = 0 } = request;
    const text = filterPattern.slice(1, -1).replace(/\\(.)/g, '$1');
    const missing = logStreamNames.find(name => !streams.has(name));
    if (missing !== undefined) {
      return refusal('ResourceNotFoundException', 'The specified log stream does not exist.');
    }
    const matches = logStreamNames.flatMap(logStreamName =>
      (streams.get(logStreamName) ?? [])
        .filter(event => event.time >= startTime && event.text.includes(text))
        .map(event => ({ logStreamName, timestamp: event.time, message: event.text })),
    );
    const start = Number(nextToken);
    const end = start + this.pageSize;
    return json({
      events: matches.slice(start, end),
      searchedLogStreams: [],
      ...(end < matches.length ? { nextToken: String(end) } : {}),
    });
  }
}

const json = (value: object): Answer => ({
  status: 200,
  type: 'application/x-amz-json-1.1',
  body: JSON.stringify(value),
});

const refusal = (type: string, message: string): Answer => ({
  status: 400,
  type: 'application/x-amz-json-1.1',
  body: JSON.stringify({ __type: type, message }),
});
