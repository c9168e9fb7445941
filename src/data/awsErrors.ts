import { isAbort, isUserError, messageOf, UserError } from '../core/errors';
import type { Connection } from './connection';

type Explain = (connection: Connection, error: Error) => UserError;

/** Of what kept it from fetching credentials the SDK passes on no more than the text. */
const networkFailure =
  /\b(ENOTFOUND|EAI_AGAIN|ECONN[A-Z]+|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|TimeoutError)\b/;

/** A laptop that has just woken up is not signed out: it is offline for a moment. */
const credentials: Explain = (connection, error) =>
  networkFailure.test(error.message)
    ? unfetched(connection, error)
    : noCredentials(connection, error);

const unfetched: Explain = (_, error) =>
  new UserError(
    'network',
    `AWS credentials cannot be fetched: ${error.message}`,
    'Check the network, the proxy or VPN.',
    'checkConnection',
    { cause: error },
  );

const noCredentials: Explain = ({ profile }, error) =>
  new UserError(
    'credentials.none',
    profile === undefined
      ? 'No AWS credentials were found.'
      : `Profile "${profile}" gives no AWS credentials: ${error.message}`,
    /sso/i.test(error.message)
      ? `Run "aws sso login${profile === undefined ? '' : ` --profile ${profile}`}", then refresh.`
      : 'Run "aws configure", or name a profile in the setting batchMonitor.profile.',
    'openSettings',
    { cause: error },
  );

const expired: Explain = ({ profile }, error) =>
  new UserError(
    'credentials.expired',
    'Your AWS session has expired.',
    `Sign in again${profile === undefined ? '' : `: aws sso login --profile ${profile}`}, then refresh.`,
    'refresh',
    { cause: error },
  );

const invalid: Explain = ({ region }, error) =>
  new UserError(
    'credentials.invalid',
    `AWS does not accept these credentials in ${region}: ${error.message}`,
    'Check the access key or profile, the region, and that the clock of this computer is right.',
    'checkConnection',
    { cause: error },
  );

const denied: Explain = ({ tableName }, error) =>
  new UserError(
    'access.denied',
    `Access denied: ${error.message}`,
    `Ask for dynamodb:Scan, dynamodb:Query and dynamodb:DescribeTable on table ${tableName} and its indexes.`,
    'checkConnection',
    { cause: error },
  );

const missing: Explain = ({ tableName, region, endpoint }, error) =>
  new UserError(
    'table.missing',
    `Table "${tableName}" does not exist in ${region}${endpoint === undefined ? '' : ` at ${endpoint}`}.`,
    'Check the settings batchMonitor.tableName and batchMonitor.region.',
    'openSettings',
    { cause: error },
  );

const throttled: Explain = ({ tableName }, error) =>
  new UserError(
    'throttled',
    `DynamoDB throttled the reads of table "${tableName}".`,
    'Reading goes on more slowly by itself. If it stays so, raise the table’s read capacity or the refresh interval.',
    'refresh',
    { cause: error },
  );

const network: Explain = ({ region, endpoint }, error) =>
  new UserError(
    'network',
    `${endpoint ?? `DynamoDB in ${region}`} cannot be reached (${networkCode(error) ?? error.name}).`,
    endpoint === undefined
      ? 'Check the network, the proxy or VPN, and the setting batchMonitor.region.'
      : 'Check that the endpoint runs, and the setting batchMonitor.endpoint.',
    'checkConnection',
    { cause: error },
  );

/** DynamoDB, or a gateway on the way to it, is out of order. */
const unavailable: Explain = ({ region, endpoint }, error) =>
  new UserError(
    'aws.unavailable',
    `${endpoint ?? `DynamoDB in ${region}`} is out of order (${error.name === 'SyntaxError' ? `HTTP ${statusOf(error)}` : error.name}).`,
    'It is tried again by itself. If it stays so, look at the AWS Health Dashboard, or at the proxy between you and AWS.',
    'refresh',
    { cause: error },
  );

/** What came is no answer of DynamoDB's, or not a whole one. */
const unreadable: Explain = ({ region, endpoint }, error) =>
  new UserError(
    'aws.answer',
    `The answer of ${endpoint ?? `DynamoDB in ${region}`} cannot be read: ${error.message.split('\n')[0] ?? ''}`,
    'It is tried again by itself. If it stays so, check the endpoint, and the proxy or VPN between you and AWS.',
    'checkConnection',
    { cause: error },
  );

/** Thrown for an answer whose form is not DynamoDB's. */
export class BadAnswer extends Error {
  override readonly name = 'BadAnswer';
}

/** Names as the DynamoDB and STS API references list them, and as the SDK throws them. */
const byName: Readonly<Record<string, Explain>> = {
  CredentialsProviderError: credentials,
  TokenProviderError: credentials,
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  UnrecognizedClientException: invalid,
  InvalidClientTokenId: invalid,
  InvalidSignatureException: invalid,
  SignatureDoesNotMatch: invalid,
  MissingAuthenticationTokenException: invalid,
  AccessDeniedException: denied,
  AccessDenied: denied,
  ResourceNotFoundException: missing,
  ThrottlingException: throttled,
  ProvisionedThroughputExceededException: throttled,
  RequestLimitExceeded: throttled,
  TimeoutError: network,
  SyntaxError: unreadable,
  BadAnswer: unreadable,
};

/** What the user should read for anything a request threw; aborts pass through as they are. */
export function toUserError(error: unknown, connection: Connection): Error {
  if (isUserError(error) || isAbort(error)) {
    return error as Error;
  }
  if (!(error instanceof Error)) {
    return unexpected(messageOf(error), error);
  }
  const explain = explanationOf(error);
  return explain ? explain(connection, error) : unexpected(messageOf(error), error);
}

function explanationOf(error: Error): Explain | undefined {
  if (statusOf(error) >= 500) {
    return unavailable;
  }
  return byName[error.name] ?? (networkCode(error) === undefined ? undefined : network);
}

/** The HTTP status of the answer an error was made of, as the SDK attaches it; 0 without one. */
function statusOf(error: Error): number {
  const { $metadata, $response } = error as {
    $metadata?: { httpStatusCode?: number };
    $response?: { statusCode?: number };
  };
  return $metadata?.httpStatusCode ?? $response?.statusCode ?? 0;
}

function unexpected(message: string, cause: unknown): UserError {
  return new UserError(
    'aws.unexpected',
    `DynamoDB answered with an error: ${message}`,
    'Run the connection check; the log has the details.',
    'checkConnection',
    { cause },
  );
}

/** Node's system error code (ECONNREFUSED, ENOTFOUND …) of this error or what it wraps. */
function networkCode(error: Error): string | undefined {
  const code = 'code' in error ? error.code : undefined;
  if (
    typeof code === 'string' &&
    /^(E[A-Z]+|UND_ERR_|CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code)
  ) {
    return code;
  }
  return error.cause instanceof Error ? networkCode(error.cause) : undefined;
}
