import { t } from '@vscode/l10n';
import { denialOf } from '../../core/aws/accessDenied';
import { logReadingActions, logResources, policyStatement } from '../../core/aws/policyStatement';
import { UserError } from '../../core/diagnostics/errors';
import type { LogStream } from '../../core/logs/logEvent';
import { isDeniedElsewhere, forbidden } from '../errors/accessErrors';
import { toUserError } from '../errors/awsErrors';
import { errorSummary } from '../errors/errorSummary';
import type { LogTarget } from './logTarget';

type Explain = (stream: LogStream, error: Error) => UserError;

const denied: Explain = (stream, error) => {
  const { action, identity, resource, by } = denialOf(error.message);
  const account = resource?.split(':')[4];
  const group = stream.group;
  return new UserError(
    'logs.denied',
    action === undefined
      ? t('AWS denied access to log group "{group}": {reason}', {
          group,
          reason: errorSummary(error),
        })
      : identity === undefined
        ? t('AWS denied {action} on log group "{group}".', { action, group })
        : t('AWS denied {action} on log group "{group}" to {identity}.', {
            action,
            group,
            identity,
          }),
    isDeniedElsewhere(by)
      ? forbidden(by)
      : t('Ask your administrator to add this statement to the policy of your identity.'),
    'checkConnection',
    {
      cause: error,
      snippet: isDeniedElsewhere(by)
        ? undefined
        : policyStatement(logReadingActions, logResources([group], stream.region, account)),
    },
  );
};

const missing: Explain = (stream, error) =>
  /log stream/i.test(error.message)
    ? new UserError(
        'logs.streamMissing',
        t('Log stream "{stream}" does not exist in log group "{group}".', { ...stream }),
        t('The stream appears when the job prints its first line. It may also have been deleted.'),
        'refresh',
        { cause: error },
      )
    : new UserError(
        'logs.groupMissing',
        t('Log group "{group}" does not exist in {region}.', { ...stream }),
        t(
          'It may have been deleted, or it belongs to another account: select a profile of the account in which the job ran.',
        ),
        'selectProfile',
        { cause: error },
      );

const throttled: Explain = (stream, error) =>
  new UserError(
    'logs.throttled',
    t('CloudWatch Logs throttled reads in {0}.', stream.region),
    t(
      'Batch Monitor slows down automatically. If this persists, follow fewer logs at the same time.',
    ),
    'refresh',
    { cause: error },
  );

/** Tokens expire a day after they were issued; whoever holds one reads anew. */
const invalid: Explain = (stream, error) =>
  new UserError(
    /token/i.test(error.message) ? 'logs.token' : 'logs.request',
    t('CloudWatch Logs rejected a read of log group "{group}": {reason}', {
      group: stream.group,
      reason: errorSummary(error),
    }),
    t('Open the log again.'),
    'refresh',
    { cause: error },
  );

/** Error names as in the CloudWatch Logs API reference. */
const byName: Readonly<Record<string, Explain>> = {
  AccessDeniedException: denied,
  AccessDenied: denied,
  ResourceNotFoundException: missing,
  InvalidParameterException: invalid,
  Throttling: throttled,
  ThrottlingException: throttled,
  LimitExceededException: throttled,
};

/** Explains anything that a request for logs threw to the user; aborts pass through unchanged. */
export function toLogError(error: unknown, stream: LogStream, target: LogTarget): Error {
  const explain = error instanceof Error ? byName[error.name] : undefined;
  return explain ? explain(stream, error as Error) : toUserError(error, target);
}
