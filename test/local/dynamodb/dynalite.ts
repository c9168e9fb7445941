import { Server } from 'node:http';
import createDynalite from 'dynalite';

/** A DynamoDB-compatible server in this process, with in-memory tables. */
export class Dynalite {
  private server: Server | undefined;

  /** Resolves with the endpoint URL. */
  async start(): Promise<string> {
    const server = createDynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    this.server = server;
    return this.endpoint;
  }

  get endpoint(): string {
    const address = this.server?.address();
    if (typeof address !== 'object' || !address) {
      throw new Error('Dynalite is not running.');
    }
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (!server) {
      return;
    }
    // Dynalite's own close() also closes the tables, while requests that clients have given up may still be reading them.
    const closed = new Promise<void>(resolve =>
      Server.prototype.close.call(server, () => resolve()),
    );
    // Clients keep connections open, which close() alone would wait for.
    server.closeAllConnections();
    await closed;
  }
}
