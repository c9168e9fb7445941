import type { Connections } from '../connection/connections';
import type { CommandHandler } from './command';

/** Goes back to what the sample took the place of. */
export const endSampleData =
  ({ connections }: { readonly connections: Pick<Connections, 'endSample'> }): CommandHandler =>
  () =>
    connections.endSample();
