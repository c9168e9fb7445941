import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** A local HTTP server that records its requests. */
export class LocalServer {
  readonly received: Received[] = [];
  private readonly server: Server;

  constructor(answer: (request: Received) => Answer) {
    this.server = createServer((request, response) => {
      void this.handle(request, response, answer);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));
    return this.url;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  private async handle(
    request: IncomingMessage,
    response: ServerResponse,
    answer: (request: Received) => Answer,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const { method = '', url = '', headers } = request;
    const received = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
    this.received.push(received);
    const { status, type, body } = answer(received);
    response.writeHead(status, { 'content-type': type }).end(body);
  }
}
