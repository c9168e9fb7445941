import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Exchange, Fault, WireAnswer, WireRequest } from './faults';

interface Injection {
  readonly fault: Fault;
  readonly on: (request: WireRequest) => boolean;
  left: number;
  readonly done: { times: number };
}

export interface InjectionOptions {
  /** How often at most; without it, until `heal`. */
  readonly times?: number;
  /** Which requests; without it, reads of items: Scan and Query. */
  readonly on?: (request: WireRequest) => boolean;
}

const isRead = ({ operation }: WireRequest): boolean =>
  operation === 'Scan' || operation === 'Query';
/** A page that follows another one. */
export const isLaterPage = (request: WireRequest): boolean =>
  isRead(request) && request.body['ExclusiveStartKey'] !== undefined;

/**
 * Stands between a client and a DynamoDB emulator and passes everything on, over the real wire
 * protocol, but for the faults it is told to inject.
 */
export class FaultProxy {
  private server: Server | undefined;
  private injections: Injection[] = [];
  private hung: ServerResponse[] = [];
  /** The first and the newest read answer, for faults that give one again. */
  private readonly given: WireAnswer[] = [];

  /** `pageSize` items a page, so that a small table has many; without it, as the emulator pages. */
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

  /** How many sockets clients keep open. */
  get connections(): Promise<number> {
    return new Promise((resolve, reject) =>
      this.server?.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  }

  /** From now on; `times` tells how often it has happened. */
  inject(
    fault: Fault,
    { times = Infinity, on = isRead }: InjectionOptions = {},
  ): { times: number } {
    const done = { times: 0 };
    this.injections.push({ fault, on, left: times, done });
    return done;
  }

  /** No faults any more. */
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
    const injection = this.injections.find(({ left, on }) => left > 0 && on(request));
    const forward = async (): Promise<WireAnswer> => {
      const answer = await this.forward(message, request);
      if (isRead(request)) {
        this.given.splice(1, 1, answer);
      }
      return answer;
    };
    if (!injection) {
      send(response, await forward());
      return;
    }
    injection.left--;
    injection.done.times++;
    const exchange: Exchange = {
      request,
      response,
      forward,
      given: this.given,
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
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
    const paged = { Limit: this.pageSize, ...body };
    const isPaged = this.pageSize !== undefined && (operation === 'Scan' || operation === 'Query');
    return { operation, body: isPaged ? paged : body };
  }

  private async forward(message: IncomingMessage, { body }: WireRequest): Promise<WireAnswer> {
    const { authorization = '', 'x-amz-target': target, 'x-amz-date': date } = message.headers;
    const answer = await fetch(this.target(), {
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
