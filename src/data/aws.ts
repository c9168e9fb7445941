import { createClient, createDocumentClient } from './clients';
import type { Connection } from './connection';
import { DynamoDbQueries } from './dynamoDbQueries';
import type { JobTable } from './jobTable';

/** The entry of the lazily loaded chunk: everything that needs the AWS SDK is reached through here. */
export function openJobTable(connection: Connection): JobTable {
  return new DynamoDbQueries(createDocumentClient(createClient(connection)), connection);
}

export { checkConnection } from './connectionCheck';
