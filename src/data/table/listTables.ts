import { paginateListTables } from '@aws-sdk/client-dynamodb';
import { toUserError } from '../errors/awsErrors';
import { createClient } from '../credentials/clients';
import type { Connection } from '../config/connection';
import { targetOf } from '../config/endpoint';

/** More than anybody chooses from; who has more types the name. */
const maxTables = 1_000;

/**
 * The names of the tables of a profile in a region, or at the endpoint in force; at most 1,000.
 * @throws {UserError} for anything AWS or the network refuses; AbortError when aborted.
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
