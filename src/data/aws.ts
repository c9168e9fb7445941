import type { CheckStep } from '../core/diagnostics/checkReport';
import { readsBatch, type Connection } from './config/connection';
import { listProfiles } from './config/profiles';
import { targetOf } from './config/endpoint';
import { checkBatchConnection } from './check/batchCheck';
import { runCheck, type CheckOptions } from './check/connectionCheck';
import { DynamoDbTable } from './table/dynamoDbTable';
import type { JobTable } from './table/jobTable';

export { listProfiles } from './config/profiles';
export { signInWithCode } from './credentials/mfaSignIn';
export { describeTables } from './table/describeTables';
export { listTables } from './table/listTables';

/** The entry point of the lazily loaded chunk; everything that needs the AWS SDK is reached through it. */
export async function openJobTable(connection: Connection): Promise<JobTable> {
  return new DynamoDbTable(await targetOf(connection));
}

/** @throws AbortError when the signal aborts; any other failure is part of the returned steps. */
export async function checkConnection(
  connection: Connection,
  options: CheckOptions,
): Promise<CheckStep[]> {
  if (readsBatch(connection)) {
    return checkBatchConnection(connection, options);
  }
  const [target, { regions }] = await Promise.all([targetOf(connection), listProfiles()]);
  const table = new DynamoDbTable(target);
  try {
    return await runCheck(target, table.client, table, {
      ...options,
      regions: [...(options.regions ?? []), ...regions],
    });
  } finally {
    table.close();
  }
}
