import assert from 'node:assert/strict';
import {
  createServer,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect as connectTo, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import * as vscode from 'vscode';
import type { Internals } from '../../../src/main';
import { commands } from '../../../src/ids';
import { answering } from '../run/answering';
import { closeAll } from '../event/events';
import { connect, endpoint, makeTable, until } from '../run/support';

const table = 'HostProxy';

/** Nobody but the proxy knows this name. */
const hidden = 'http://dynamodb.test:8000';

/** A proxy that leads to the test's table, whatever it is asked for, or asks for a sign-in. */
class Proxy {
  readonly asked: string[] = [];
  asksForSignIn = false;
  private readonly server: Server;

  constructor(private readonly to: URL) {
    this.server = createServer((request, response) => this.forward(request, response));
    this.server.on('connect', (request: IncomingMessage, socket: Duplex) =>
      this.tunnel(request, socket),
    );
  }

  async start(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  private forward(request: IncomingMessage, response: ServerResponse): void {
    this.asked.push(`${request.method} ${request.url}`);
    if (this.asksForSignIn) {
      response.writeHead(407, { 'proxy-authenticate': 'Basic realm="company"' }).end('Sign in.');
      return;
    }
    const { method = 'POST', headers } = request;
    const onward = ask(this.to, { method, headers }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }

  private tunnel(request: IncomingMessage, socket: Duplex): void {
    this.asked.push(`CONNECT ${request.url}`);
    if (this.asksForSignIn) {
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="company"\r\nContent-Length: 0\r\n\r\n',
      );
      return;
    }
    const onward = connectTo(Number(this.to.port), this.to.hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  }
}

const useProxy = (address: string | undefined): Thenable<void> =>
  vscode.workspace
    .getConfiguration('http')
    .update('proxy', address, vscode.ConfigurationTarget.Global);

describe('a proxy in the settings of VS Code', () => {
  let internals: Internals;
  let proxy: Proxy;
  let address: string;

  before(async () => {
    await makeTable(table, [{ jobId: 'behind-the-proxy', status: 'FAILED' }]);
    internals = await connect(table);
    proxy = new Proxy(new URL(endpoint()));
    address = await proxy.start();
  });

  beforeEach(() => {
    proxy.asked.length = 0;
    proxy.asksForSignIn = false;
  });

  afterEach(async () => {
    await useProxy(undefined);
    await connect(table);
    await closeAll();
  });

  after(() => proxy.stop());

  const problem = (): string => {
    const { load } = internals.feed.state;
    assert(load.phase === 'failed', load.phase);
    return `${load.error.code}: ${load.error.message}`;
  };

  it('is used to read jobs', async () => {
    await useProxy(address);
    await connect(table, hidden);
    assert.equal(internals.feed.state.load.phase, 'ready');
    assert.notEqual(internals.store.get('behind-the-proxy'), undefined);
    assert(proxy.asked.length > 0);
    assert(
      proxy.asked.every(one => one.includes('dynamodb.test:8000')),
      proxy.asked.join(),
    );
  });

  for (const server of [hidden, hidden.replace('http', 'https')]) {
    it(`is reported as unreachable, on the way to ${server}`, async () => {
      await useProxy('http://jane:hunter2@127.0.0.1:9');
      await connect(table, server);
      assert.match(problem(), /^network\.proxy: Could not reach the proxy .*127\.0\.0\.1:9/);
    });

    it(`is reported to require sign-in, on the way to ${server}`, async () => {
      proxy.asksForSignIn = true;
      await useProxy(address);
      await connect(table, server);
      assert.match(problem(), /^network\.proxy: .*it requires sign-in \(HTTP 407\)/);
      assert(proxy.asked.length > 0);
    });
  }

  it('is shown by the connection check, without its password', async () => {
    await useProxy(address.replace('//', '//jane:hunter2@'));
    await connect(table, hidden);
    const told = answering('showWarningMessage', () => undefined);
    try {
      await vscode.commands.executeCommand(commands.checkConnection);
    } finally {
      told.restore();
    }
    const text = (): string => vscode.window.activeTextEditor?.document.getText() ?? '';
    await until('the report', () => text().includes(hidden));
    assert(text().includes(address.replace('//', '//***@')), text());
    assert.doesNotMatch(text(), /hunter2/);
    assert.match(text(), /All checks passed/);
  });
});
