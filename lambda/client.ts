import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

export interface ClientOptions {
  /** The address of an emulator; absent for AWS. */
  readonly endpoint?: string | undefined;
  /** Absent to use the environment's. */
  readonly region?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeouts?: Timeouts;
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

export interface Timeouts {
  readonly connectionTimeout: number;
  /** Until a response starts. */
  readonly requestTimeout: number;
  /** Of silence within a response. */
  readonly socketTimeout: number;
}

export const maxAttempts = 3;

/** In milliseconds. All attempts fit into the function's own timeout. */
export const defaultTimeouts: Timeouts = {
  connectionTimeout: 2_000,
  requestTimeout: 5_000,
  socketTimeout: 5_000,
};

/** Without the flag, the SDK only warns when a request has timed out and keeps waiting. */
export const requestHandler = (timeouts: Timeouts = defaultTimeouts) => ({
  ...timeouts,
  throwOnRequestTimeout: true,
});

/** A client for AWS, or for an emulator, which needs no configured credentials. */
export function createClient({ endpoint, region, env, timeouts }: ClientOptions): DynamoDBClient {
  const hasCredentials = credentialVariables.some(name => (env[name] ?? '') !== '');
  const config: DynamoDBClientConfig = {
    maxAttempts,
    requestHandler: requestHandler(timeouts),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined || hasCredentials ? {} : { credentials: emulatorCredentials }),
  };
  return new DynamoDBClient(config);
}
