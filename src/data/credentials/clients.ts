import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '../config/connection';
import { mfaNeeded } from './credentialErrors';
import { dropWhenRejected, reusedCredentials } from './reusedCredentials';

/** Timeouts in milliseconds, and the number of attempts. */
export interface Timeouts {
  readonly maxAttempts: number;
  readonly connectionTimeout: number;
  /** Until the response begins. */
  readonly requestTimeout: number;
  /** Without data in the middle of a response. */
  readonly socketTimeout: number;
}

/** Long enough for a slow link, short enough to report a dead one before the user gives up. */
export const defaultTimeouts: Timeouts = {
  maxAttempts: 3,
  connectionTimeout: 5_000,
  requestTimeout: 15_000,
  socketTimeout: 15_000,
};

/** Without `throwOnRequestTimeout`, the SDK would only log a warning on timeout and keep waiting. */
export const requestHandler = ({
  connectionTimeout,
  requestTimeout,
  socketTimeout,
}: Timeouts = defaultTimeouts) => ({
  connectionTimeout,
  requestTimeout,
  socketTimeout,
  throwOnRequestTimeout: true,
});

export type CredentialProvider = ReturnType<typeof fromNodeProviderChain>;

/**
 * A provider of a connection's credentials whose errors say what is wrong and what to do. It never prompts
 * for an MFA code; see `signInWithCode`.
 */
export function credentialsOf(connection: Connection): CredentialProvider {
  const provider = providerOf(connection, serial => {
    throw mfaNeeded(connection, serial);
  });
  return properties => reusedCredentials(connection, () => provider(properties));
}

/**
 * A named profile uses `fromIni`, which reports what is wrong with it; the default chain would hide that
 * behind "could not load credentials from any providers". Both ignore the SDK's file cache: otherwise a
 * failed sign-in would be remembered forever.
 */
export function providerOf(
  { profile, region }: Connection,
  mfaCodeProvider: (serial: string) => Promise<string>,
): CredentialProvider {
  const options = {
    ignoreCache: true,
    mfaCodeProvider,
    // Roles are assumed in the table's region, unless the profile sets one.
    parentClientConfig: { region },
    // No region here: the SDK would look for SSO in it.
    clientConfig: { requestHandler: requestHandler(), maxAttempts: 2 },
  };
  return profile === undefined ? fromNodeProviderChain(options) : fromIni({ ...options, profile });
}

export function createClient(connection: Connection, timeouts = defaultTimeouts): DynamoDBClient {
  const client = new DynamoDBClient({
    region: connection.region,
    credentials: credentialsOf(connection),
    maxAttempts: timeouts.maxAttempts,
    requestHandler: requestHandler(timeouts),
    ...endpointOptions(connection),
  });
  dropWhenRejected(client, connection);
  return client;
}

/** Callers have already resolved the endpoint; the SDK would look for one in the default profile only. */
export const endpointOptions = ({ endpoint }: { readonly endpoint?: string | undefined }) => ({
  ignoreConfiguredEndpointUrls: true,
  ...(endpoint === undefined ? {} : { endpoint }),
});

export function createDocumentClient(client: DynamoDBClient): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(client, {
    // A number beyond 2^53 must lose only its own precision, not fail the whole page.
    unmarshallOptions: { wrapNumbers: Number },
  });
}
