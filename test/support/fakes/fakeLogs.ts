import { UserError } from '../../../src/core/diagnostics/errors';
import type { LogEvent, LogPage, LogStream } from '../../../src/core/logs/logEvent';
import type { Direction } from '../../../src/core/logs/logPages';
import type { LogMatch, LogReader } from '../../../src/data/logs/logReader';

/** Logs in memory, by stream, with tokens as positions. */
export class FakeLogs implements LogReader {
  readonly streams = new Map<string, LogEvent[]>();
  /** Thrown by every read while set. */
  failure: Error | undefined;
  /** The number of requests so far. */
  requests = 0;
  pageSize = 10_000;
  /** Whether no token is accepted. */
  rejectsTokens = false;
  private generation = 0;
  private nextFailure: { readonly at: number; readonly failure: Error } | undefined;

  put(stream: string, ...texts: string[]): void {
    const events = this.streams.get(stream) ?? [];
    this.streams.set(stream, events);
    events.push(...texts.map((text, index) => ({ time: 1_000 + events.length + index, text })));
  }

  /** Makes all tokens so far invalid, as CloudWatch Logs does after a day. */
  expireTokens(): void {
    this.generation++;
  }

  /** Sets `failure` after so many more requests. */
  failsAfter(requests: number, failure: Error): void {
    this.nextFailure = { at: this.requests + requests, failure };
  }

  lastPage({ stream }: LogStream, limit: number): Promise<LogPage> {
    const { length } = this.streams.get(stream) ?? [];
    return this.slice(stream, Math.max(0, length - Math.min(limit, this.pageSize)), length);
  }

  firstPage({ stream }: LogStream): Promise<LogPage> {
    return this.slice(stream, 0, this.pageSize);
  }

  page({ stream }: LogStream, token: string, direction: Direction): Promise<LogPage> {
    const [place = '', generation] = token.split('/');
    if (this.rejectsTokens || generation !== String(this.generation)) {
      this.requests++;
      const message = 'The specified nextToken is invalid.';
      return Promise.reject(new UserError('logs.token', message, ''));
    }
    const position = Number(place.slice(1));
    return direction === 'forward'
      ? this.slice(stream, position, position + this.pageSize)
      : this.slice(stream, Math.max(0, position - this.pageSize), position);
  }

  async *search(streams: readonly LogStream[], text: string): AsyncGenerator<readonly LogMatch[]> {
    for (const { stream } of streams) {
      const { events } = await this.slice(stream, 0, Infinity);
      yield events.filter(event => event.text.includes(text)).map(event => ({ ...event, stream }));
    }
  }

  close(): void {
    this.streams.clear();
  }

  private async slice(stream: string, start: number, end: number): Promise<LogPage> {
    if (this.requests === this.nextFailure?.at) {
      this.failure = this.nextFailure.failure;
      this.nextFailure = undefined;
    }
    this.requests++;
    // As over a network, nothing is there at once.
    await Promise.resolve();
    if (this.failure) {
      throw this.failure;
    }
    const all = this.streams.get(stream) ?? [];
    const events = all.slice(start, end);
    return {
      events,
      backwardToken: `b${start}/${this.generation}`,
      forwardToken: `f${start + events.length}/${this.generation}`,
    };
  }
}
