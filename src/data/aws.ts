import type { CheckStep } from '../core/checkReport';
import type { Connection } from './connection';
import type { CheckOptions } from './connectionCheck';
import { listProfiles } from './profiles';
import { targetOf } from './target';
import { DynamoDbQueries } from './dynamoDbQueries';
import type { JobTable } from './jobTable';

export { listProfiles } from './profiles';
export { signInWithCode } from './mfaSignIn';
export { listTables } from './tables';

/** The entry of the lazily loaded chunk: everything that needs the AWS SDK is reached through here. */
export async function openJobTable(connection: Connection): Promise<JobTable> {
  return new DynamoDbQueries(await targetOf(connection));
}

/** @throws AbortError when the signal aborts; whatever else goes wrong is in the answer. */
export async function checkConnection(
  connection: Connection,
  options: CheckOptions,
): Promise<CheckStep[]> {
  const [target, { regions }] = await Promise.all([targetOf(connection), listProfiles()]);
  const queries = new DynamoDbQueries(target);
  try {
    return await queries.testConnection({
      ...options,
      regions: [...(options.regions ?? []), ...regions],
    });
  } finally {
    queries.close();
  }
}
