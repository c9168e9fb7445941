import { checkConnection } from '../../../src/data/aws';
import type { Connection } from '../../../src/data/config/connection';

/**
 * Checks a connection in a process of its own, whose trusted certificates its environment sets:
 *   node --import tsx test/support/processes/checkOnce.ts CONNECTION_AS_JSON
 */
const connection = JSON.parse(process.argv[2] ?? '') as Connection;
void checkConnection(connection, { signal: new AbortController().signal }).then(steps =>
  console.log(JSON.stringify(steps)),
);
