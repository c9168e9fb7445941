import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A server with an untrusted certificate from test/fixtures/tls. */
export class TlsServer {
  private readonly server: Server;

  constructor(name: 'self-signed' | 'other-host' | 'expired') {
    const pem = readFileSync(`test/fixtures/tls/${name}.pem`);
    this.server = createServer({ cert: pem, key: pem }, (_, response) => response.end('{}'));
  }

  async start(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));
    return `https://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }
}
