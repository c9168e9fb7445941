import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Connection } from './connection';

/** Long enough for a slow link, short enough that a dead one is told before the user gives up. */
export const timeouts = { connectionTimeout: 5_000, requestTimeout: 30_000 };

/**
 * A named profile goes through `fromIni`, which names what is wrong with it; the default chain
 * would hide that behind "could not load credentials from any providers". Both read the AWS files
 * anew: the SDK would remember for ever that nobody had signed in.
 */
export function credentialsOf({ profile }: Connection): ReturnType<typeof fromNodeProviderChain> {
  const ignoreCache = true;
  return profile === undefined
    ? fromNodeProviderChain({ ignoreCache })
    : fromIni({ profile, ignoreCache });
}

export function createClient(connection: Connection): DynamoDBClient {
  return new DynamoDBClient({
    region: connection.region,
    credentials: credentialsOf(connection),
    maxAttempts: 3,
    requestHandler: timeouts,
    ...(connection.endpoint === undefined ? {} : { endpoint: connection.endpoint }),
  });
}

export function createDocumentClient(client: DynamoDBClient): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(client, {
    // A number beyond 2^53 must cost its own precision, not the whole page.
    unmarshallOptions: { wrapNumbers: Number },
  });
}
