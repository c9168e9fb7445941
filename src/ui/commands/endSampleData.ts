import type { Connections } from '../connection/connections';
import type { CommandHandler } from './command';

/** Restores the connection that was active before the sample data. */
export const endSampleData =
  (connections: Pick<Connections, 'endSample'>): CommandHandler =>
  () =>
    connections.endSample();
