import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

export interface ClientOptions {
  /** The address of an emulator; absent for AWS. */
  readonly endpoint?: string | undefined;
  /** Absent to use the environment's. */
  readonly region?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Environment variables that hold credentials or say where to get them. */
const credentialVariables = [
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];

/** Emulators accept any credentials, but the SDK signs every request. */
const emulatorCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Timeouts that leave room for the SDK's retries within the function's own timeout. */
export const requestHandler = { connectionTimeout: 2_000, requestTimeout: 5_000 };

/** A client for AWS, or for an emulator, which needs no configured credentials. */
export function createClient({ endpoint, region, env }: ClientOptions): DynamoDBClient {
  const hasCredentials = credentialVariables.some(name => (env[name] ?? '') !== '');
  const config: DynamoDBClientConfig = {
    maxAttempts: 3,
    requestHandler,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined || hasCredentials ? {} : { credentials: emulatorCredentials }),
  };
  return new DynamoDBClient(config);
}
