import type { CheckStep } from '../core/diagnostics/checkReport';
import type { Connection } from './config/connection';
import { listProfiles } from './config/profiles';
import { targetOf } from './config/endpoint';
import { runCheck, type CheckOptions } from './check/connectionCheck';
import { DynamoDbTable } from './table/dynamoDbTable';
import type { JobTable } from './table/jobTable';

export { listProfiles } from './config/profiles';
export { signInWithCode } from './credentials/mfaSignIn';
export { listTables } from './table/listTables';

/** The entry of the lazily loaded chunk: everything that needs the AWS SDK is reached through here. */
export async function openJobTable(connection: Connection): Promise<JobTable> {
  return new DynamoDbTable(await targetOf(connection));
}

/** @throws AbortError when the signal aborts; whatever else goes wrong is in the answer. */
export async function checkConnection(
  connection: Connection,
  options: CheckOptions,
): Promise<CheckStep[]> {
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
