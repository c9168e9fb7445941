import { t } from '@vscode/l10n';
import { isAbort, isUserError, messageOf, UserError } from '../core/errors';
import type { Connection } from './connection';

type Explain = (connection: Connection, error: Error) => UserError;

const signInCommand = (profile: string | undefined): string =>
  profile === undefined ? 'aws sso login' : `aws sso login --profile ${profile}`;

/** Whom the requests go to. */
const serverName = ({ region, endpoint }: Connection): string =>
  endpoint ?? t('DynamoDB in {0}', region);

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
    t('AWS credentials cannot be fetched: {0}', error.message),
    t('Check the network, the proxy or VPN.'),
    'checkConnection',
    { cause: error },
  );

const noCredentials: Explain = ({ profile }, error) =>
  new UserError(
    'credentials.none',
    profile === undefined
      ? t('No AWS credentials were found.')
      : t('Profile "{0}" gives no AWS credentials: {1}', profile, error.message),
    /sso/i.test(error.message)
      ? t('Run "{0}", then refresh.', signInCommand(profile))
      : t('Run "aws configure", or name a profile in the setting batchMonitor.profile.'),
    'setUp',
    { cause: error },
  );

const expired: Explain = ({ profile }, error) =>
  new UserError(
    'credentials.expired',
    t('Your AWS session has expired.'),
    profile === undefined
      ? t('Sign in again, then refresh.')
      : t('Sign in again: {0}, then refresh.', signInCommand(profile)),
    'signIn',
    { cause: error },
  );

const invalid: Explain = ({ region }, error) =>
  new UserError(
    'credentials.invalid',
    t('AWS does not accept these credentials in {0}: {1}', region, error.message),
    t('Check the access key or profile, the region, and that the clock of this computer is right.'),
    'checkConnection',
    { cause: error },
  );

const denied: Explain = ({ tableName }, error) =>
  new UserError(
    'access.denied',
    t('Access denied: {0}', error.message),
    t(
      'Ask for dynamodb:Scan, dynamodb:Query and dynamodb:DescribeTable on table {0} and its indexes.',
      tableName,
    ),
    'checkConnection',
    { cause: error },
  );

const missing: Explain = ({ tableName, region, endpoint }, error) =>
  new UserError(
    'table.missing',
    endpoint === undefined
      ? t('Table "{0}" does not exist in {1}.', tableName, region)
      : t('Table "{0}" does not exist in {1} at {2}.', tableName, region, endpoint),
    t('Check the settings batchMonitor.tableName and batchMonitor.region.'),
    'selectTable',
    { cause: error },
  );

const throttled: Explain = ({ tableName }, error) =>
  new UserError(
    'throttled',
    t('DynamoDB throttled the reads of table "{0}".', tableName),
    t(
      'Reading goes on more slowly by itself. If it stays so, raise the table’s read capacity or the refresh interval.',
    ),
    'refresh',
    { cause: error },
  );

const network: Explain = (connection, error) =>
  new UserError(
    'network',
    t('{0} cannot be reached ({1}).', serverName(connection), networkCode(error) ?? error.name),
    connection.endpoint === undefined
      ? t('Check the network, the proxy or VPN, and the setting batchMonitor.region.')
      : t('Check that the endpoint runs, and the setting batchMonitor.endpoint.'),
    'checkConnection',
    { cause: error },
  );

/** DynamoDB, or a gateway on the way to it, is out of order. */
const unavailable: Explain = (connection, error) =>
  new UserError(
    'aws.unavailable',
    t(
      '{0} is out of order ({1}).',
      serverName(connection),
      error.name === 'SyntaxError' ? `HTTP ${statusOf(error)}` : error.name,
    ),
    t(
      'It is tried again by itself. If it stays so, look at the AWS Health Dashboard, or at the proxy between you and AWS.',
    ),
    'refresh',
    { cause: error },
  );

/** What came is no answer of DynamoDB's, or not a whole one. */
const unreadable: Explain = (connection, error) =>
  new UserError(
    'aws.answer',
    t(
      'The answer of {0} cannot be read: {1}',
      serverName(connection),
      error.message.split('\n')[0] ?? '',
    ),
    t(
      'It is tried again by itself. If it stays so, check the endpoint, and the proxy or VPN between you and AWS.',
    ),
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
    t('DynamoDB answered with an error: {0}', message),
    t('Run the connection check; the log has the details.'),
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
