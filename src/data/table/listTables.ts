import { paginateListTables } from '@aws-sdk/client-dynamodb';
import { toUserError } from '../errors/awsErrors';
import { createClient } from '../credentials/clients';
import type { Connection } from '../config/connection';
import { targetOf } from '../config/endpoint';

/** Nobody picks from a longer list; users with more tables type the name. */
const maxTables = 1_000;

/**
 * The names of a profile's tables in a region, or at the effective endpoint; at most 1,000.
 * @throws {UserError} for any error of AWS or the network; AbortError when aborted.
 */
export async function listTables(
  connection: Connection,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const target = await targetOf(connection);
  const client = createClient(target);
  const names: string[] = [];
  try {
    for await (const page of paginateListTables({ client }, {}, { abortSignal: signal })) {
      names.push(...(page.TableNames ?? []));
      if (names.length >= maxTables) {
        break;
      }
    }
    return names.slice(0, maxTables);
  } catch (error) {
    throw toUserError(error, target);
  } finally {
    client.destroy();
  }
}
