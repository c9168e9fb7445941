import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '../config/connection';
import { credentialProblem, mfaNeeded, withinTime } from './credentialErrors';
import { cachedCredentials } from './credentialCache';

/** How long to wait, in milliseconds, and how often to try. */
export interface Timeouts {
  readonly maxAttempts: number;
  readonly connectionTimeout: number;
  /** Until an answer begins. */
  readonly requestTimeout: number;
  /** Of silence in the middle of an answer. */
  readonly socketTimeout: number;
}

/** Long enough for a slow link, short enough that a dead one is told before the user gives up. */
export const defaultTimeouts: Timeouts = {
  maxAttempts: 3,
  connectionTimeout: 5_000,
  requestTimeout: 15_000,
  socketTimeout: 15_000,
};

/** Without the flag the SDK would warn of a time that is up, and wait on for ever. */
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
 * A provider of a connection's credentials whose errors say what is wrong and what to do. It never asks
 * for a code: who signs in brings it, see `signInWithCode`.
 */
export function credentialsOf(connection: Connection): CredentialProvider {
  const provider = providerOf(connection, serial => {
    throw mfaNeeded(connection, serial);
  });
  return async properties => {
    const kept = cachedCredentials(connection.profile);
    if (kept) {
      return kept;
    }
    try {
      return await withinTime(provider(properties), connection);
    } catch (error) {
      throw await credentialProblem(error, connection);
    }
  };
}

/**
 * A named profile goes through `fromIni`, which names what is wrong with it; the default chain
 * would hide that behind "could not load credentials from any providers". Both read the AWS files
 * anew: the SDK would remember for ever that nobody had signed in.
 */
export function providerOf(
  { profile, region }: Connection,
  mfaCodeProvider: (serial: string) => Promise<string>,
): CredentialProvider {
  const options = {
    ignoreCache: true,
    mfaCodeProvider,
    // Roles are taken on in the region of the table, unless the profile names one.
    parentClientConfig: { region },
    // No region here: SSO would be looked for in it.
    clientConfig: { requestHandler: requestHandler(), maxAttempts: 2 },
  };
  return profile === undefined ? fromNodeProviderChain(options) : fromIni({ ...options, profile });
}

export function createClient(connection: Connection, patience = defaultTimeouts): DynamoDBClient {
  return new DynamoDBClient({
    region: connection.region,
    credentials: credentialsOf(connection),
    maxAttempts: patience.maxAttempts,
    requestHandler: requestHandler(patience),
    ...endpointOptions(connection),
  });
}

/** Whoever makes a client has found the endpoint: the SDK would look into the default profile for one. */
export const endpointOptions = ({ endpoint }: { readonly endpoint?: string | undefined }) => ({
  ignoreConfiguredEndpointUrls: true,
  ...(endpoint === undefined ? {} : { endpoint }),
});

export function createDocumentClient(client: DynamoDBClient): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(client, {
    // A number beyond 2^53 must cost its own precision, not the whole page.
    unmarshallOptions: { wrapNumbers: Number },
  });
}
