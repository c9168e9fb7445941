import { t } from '@vscode/l10n';
import { clockSkew } from '../../core/aws/clockSkew';
import { isAbort, isUserError, messageOf, UserError } from '../../core/diagnostics/errors';
import { formatDuration } from '../../core/text/time';
import { denied } from './accessErrors';
import { networkError, proxyRefusal, serverName } from './networkErrors';
import type { Target } from '../config/endpoint';
import { errorSummary } from './errorSummary';

type Explain = (target: Target, error: Error) => UserError;

const expired: Explain = ({ profile }, error) =>
  new UserError(
    'credentials.expired',
    profile === undefined
      ? t('Your AWS session has expired.')
      : t('The AWS session of profile "{0}" has expired.', profile),
    t('Sign in again, or renew the access keys.'),
    'signIn',
    { cause: error },
  );

/** Also covers signatures rejected because of a wrong clock. */
const invalid: Explain = (target, error) =>
  skewed(error) ??
  new UserError(
    'credentials.invalid',
    t('AWS rejected these credentials in {0}: {1}', target.region, errorSummary(error)),
    t('Check the access key or profile, and check that it belongs to this region’s partition.'),
    'selectProfile',
    { cause: error },
  );

function skewed(error: Error): UserError | undefined {
  const ms = clockSkew(error, responseTime(error), Date.now());
  if (ms === undefined) {
    return undefined;
  }
  const time = formatDuration(Math.abs(ms));
  const message =
    Math.abs(ms) < 1000
      ? t(
          'The clock of this computer differs from the AWS clock, so AWS rejects its request signatures.',
        )
      : ms > 0
        ? t('The clock of this computer is {0} fast, so AWS rejects its request signatures.', time)
        : t('The clock of this computer is {0} slow, so AWS rejects its request signatures.', time);
  return new UserError(
    'clock.skew',
    message,
    t('Synchronize the system clock, then refresh.'),
    'refresh',
    { cause: error },
  );
}

const missing: Explain = ({ tableName, region, endpoint }, error) =>
  new UserError(
    'table.missing',
    endpoint === undefined
      ? t('Table "{0}" does not exist in {1}.', tableName, region)
      : t('Table "{0}" does not exist in {1} at {2}.', tableName, region, endpoint),
    t('Select another table or region.'),
    'selectTable',
    { cause: error },
  );

const throttled: Explain = ({ tableName }, error) =>
  new UserError(
    'throttled',
    t('DynamoDB throttled reads of table "{0}".', tableName),
    t(
      'Batch Monitor slows down automatically. If this persists, increase the table’s read capacity or the refresh interval.',
    ),
    'openSettings',
    { cause: error },
  );

/** The table's KMS key cannot be used. */
export const unusableKey = (tableName: string, reason: string, cause?: Error): UserError =>
  new UserError(
    'table.encryption',
    t('Could not use the encryption key of table "{table}": {reason}', {
      table: tableName,
      reason,
    }),
    t(
      'Ask your administrator for kms:Decrypt on the table’s key. If the key is disabled, ask its owner to enable it.',
    ),
    'checkConnection',
    { cause },
  );

const noKey: Explain = ({ tableName }, error) => unusableKey(tableName, errorSummary(error), error);

/** The service, or a gateway on the way to it, is unavailable. */
const unavailable: Explain = (target, error) =>
  new UserError(
    'aws.unavailable',
    t(
      '{0} is unavailable ({1}).',
      serverName(target),
      error.name === 'SyntaxError' ? `HTTP ${httpStatusOf(error)}` : error.name,
    ),
    t(
      'Batch Monitor retries automatically. If this persists, check the AWS Health Dashboard and any proxy between you and AWS.',
    ),
    'refresh',
    { cause: error },
  );

/** The response is not the service's, or incomplete. */
const unreadable: Explain = (target, error) =>
  new UserError(
    'aws.answer',
    t('Could not parse the response from {0}: {1}', serverName(target), errorSummary(error)),
    t(
      'Batch Monitor retries automatically. If this persists, check the endpoint and any proxy or VPN between you and AWS.',
    ),
    'checkConnection',
    { cause: error },
  );

/** Thrown for a response that is not in the service's format. */
export class BadResponse extends Error {
  override readonly name = 'BadResponse';
}

/** Error names as listed in the DynamoDB and STS API references, and as the SDK throws them. */
const byName: Readonly<Record<string, Explain>> = {
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  UnrecognizedClientException: invalid,
  InvalidClientTokenId: invalid,
  InvalidSignatureException: invalid,
  SignatureDoesNotMatch: invalid,
  IncompleteSignature: invalid,
  IncompleteSignatureException: invalid,
  RequestTimeTooSkewed: invalid,
  RequestExpired: invalid,
  MissingAuthenticationToken: invalid,
  MissingAuthenticationTokenException: invalid,
  AccessDeniedException: denied,
  AccessDenied: denied,
  UnauthorizedOperation: denied,
  ResourceNotFoundException: missing,
  KMSAccessDeniedException: noKey,
  KMSDisabledException: noKey,
  KMSInvalidStateException: noKey,
  KMSNotFoundException: noKey,
  InaccessibleEncryptionCredentialsException: noKey,
  Throttling: throttled,
  ThrottlingException: throttled,
  ProvisionedThroughputExceededException: throttled,
  RequestLimitExceeded: throttled,
  SyntaxError: unreadable,
  BadResponse: unreadable,
};

/** Explains anything that a request threw to the user; aborts pass through unchanged. */
export function toUserError(error: unknown, target: Target): Error {
  if (isUserError(error) || isAbort(error)) {
    return error as Error;
  }
  if (!(error instanceof Error)) {
    return unexpected(target, messageOf(error), error);
  }
  const status = httpStatusOf(error);
  if (status === proxyAuthentication) {
    return proxyRefusal(error);
  }
  if (status >= 500) {
    return unavailable(target, error);
  }
  return (
    byName[error.name]?.(target, error) ??
    networkError(target, error) ??
    unexpected(target, errorSummary(error), error)
  );
}

const proxyAuthentication = 407;

interface WithResponse {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: {
    readonly statusCode?: number;
    readonly headers?: Readonly<Record<string, string>>;
  };
}

/** The HTTP status of the response behind an error, as the SDK attaches it; 0 without a response. */
export function httpStatusOf(error: Error): number {
  const { $metadata, $response } = error as WithResponse;
  return $metadata?.httpStatusCode ?? $response?.statusCode ?? 0;
}

/** When the response was sent, by the server's clock. */
function responseTime(error: Error): number | undefined {
  const time = Date.parse((error as WithResponse).$response?.headers?.['date'] ?? '');
  return Number.isNaN(time) ? undefined : time;
}

function unexpected({ service = 'DynamoDB' }: Target, message: string, cause: unknown): UserError {
  return new UserError(
    'aws.unexpected',
    t('{service} returned an error: {message}', { service, message }),
    t('Run the connection check. See the log for details.'),
    'checkConnection',
    { cause },
  );
}
