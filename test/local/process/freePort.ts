import { createServer } from 'node:net';

/** A port that was free a moment ago; callers must handle losing the race for it. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address) {
          resolve(address.port);
        } else {
          reject(new Error('No free port on 127.0.0.1.'));
        }
      });
    });
  });
