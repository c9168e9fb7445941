import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Exchange, Fault, WireAnswer, WireRequest } from './faults';

interface Injection {
  readonly fault: Fault;
  readonly on: (request: WireRequest) => boolean;
  remaining: number;
  readonly done: { times: number };
}

export interface InjectionOptions {
  /** The maximum number of times; by default, until `heal`. */
  readonly times?: number;
  /** The affected requests; by default reads of items, Scan and Query. */
  readonly on?: (request: WireRequest) => boolean;
}

const isRead = ({ operation }: WireRequest): boolean =>
  operation === 'Scan' || operation === 'Query';
/** A read of a page other than the first. */
export const isLaterPage = (request: WireRequest): boolean =>
  isRead(request) && request.body['ExclusiveStartKey'] !== undefined;

/**
 * A proxy between a client and an emulator of DynamoDB or another service with JSON requests that forwards requests over the real wire protocol and
 * injects faults.
 */
export class FaultProxy {
  private server: Server | undefined;
  private injections: Injection[] = [];
  private hung: ServerResponse[] = [];
  /** The first and the newest response to a read, for faults that repeat one. */
  private readonly sentPages: WireAnswer[] = [];

  /**
   * `pageSize`: items per page, so that a small table has many pages; by default, the emulator's own paging.
   */
  constructor(
    private readonly target: () => string,
    private readonly pageSize?: number,
  ) {}

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      this.serve(request, response).catch(() => response.destroy());
    });
    await new Promise<void>(resolve => this.server?.listen(0, '127.0.0.1', resolve));
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server?.address() as AddressInfo | undefined)?.port}`;
  }

  /** The number of open client sockets. */
  get connections(): Promise<number> {
    return new Promise((resolve, reject) =>
      this.server?.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  }

  /** Injects a fault from now on; `times` counts its occurrences. */
  inject(
    fault: Fault,
    { times = Infinity, on = isRead }: InjectionOptions = {},
  ): { times: number } {
    const done = { times: 0 };
    this.injections.push({ fault, on, remaining: times, done });
    return done;
  }

  /** Removes all faults. */
  heal(): void {
    this.injections = [];
    this.hung.splice(0).forEach(response => response.destroy());
  }

  async stop(): Promise<void> {
    this.heal();
    this.server?.closeAllConnections();
    await new Promise(resolve => this.server?.close(resolve));
  }

  private async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await this.read(message);
    const injection = this.injections.find(({ remaining, on }) => remaining > 0 && on(request));
    const forward = async (): Promise<WireAnswer> => {
      const answer = await this.forward(message, request);
      if (isRead(request)) {
        this.sentPages.splice(1, 1, answer);
      }
      return answer;
    };
    if (!injection) {
      send(response, await forward());
      return;
    }
    injection.remaining--;
    injection.done.times++;
    const exchange: Exchange = {
      request,
      response,
      forward,
      sentPages: this.sentPages,
      hang: () => void this.hung.push(response),
      send: answer => send(response, answer),
    };
    await injection.fault.answer(exchange);
  }

  private async read(message: IncomingMessage): Promise<WireRequest> {
    const chunks: Buffer[] = [];
    for await (const chunk of message) {
      chunks.push(chunk as Buffer);
    }
    const operation = String(message.headers['x-amz-target']).split('.').at(-1) ?? '';
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
    const paged = { Limit: this.pageSize, ...body };
    const isPaged = this.pageSize !== undefined && (operation === 'Scan' || operation === 'Query');
    return { operation, body: isPaged ? paged : body };
  }

  private async forward(message: IncomingMessage, { body }: WireRequest): Promise<WireAnswer> {
    const { authorization = '', 'x-amz-target': target, 'x-amz-date': date } = message.headers;
    const answer = await fetch(new URL(message.url ?? '/', this.target()), {
      method: 'POST',
      headers: {
        authorization,
        'x-amz-target': String(target),
        'x-amz-date': String(date),
        'content-type': 'application/x-amz-json-1.0',
      },
      body: JSON.stringify(body),
    });
    return {
      status: answer.status,
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: await answer.text(),
    };
  }
}

function send(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
