import { checkConnection } from '../../../src/data/aws';
import type { Connection } from '../../../src/data/config/connection';

/**
 * Runs a connection check in a separate process, whose environment sets its trusted certificates:
 *   node --import tsx test/support/processes/checkOnce.ts CONNECTION_AS_JSON
 */
const connection = JSON.parse(process.argv[2] ?? '') as Connection;
void checkConnection(connection, { signal: new AbortController().signal }).then(steps =>
  console.log(JSON.stringify(steps)),
);
