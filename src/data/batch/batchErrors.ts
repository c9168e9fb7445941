import { t } from '@vscode/l10n';
import { denialOf } from '../../core/aws/accessDenied';
import { batchReadingActions, policyStatement } from '../../core/aws/policyStatement';
import { UserError } from '../../core/diagnostics/errors';
import type { Target } from '../config/endpoint';
import { forbidden, isDeniedElsewhere } from '../errors/accessErrors';
import { toUserError } from '../errors/awsErrors';
import { errorSummary } from '../errors/errorSummary';

type Explain = (target: Target, error: Error) => UserError;

/** `statement` would allow the call. */
export function deniedCall({ region }: Target, error: Error, statement: string): UserError {
  const { action, identity, by } = denialOf(error.message);
  return new UserError(
    'batch.denied',
    action === undefined
      ? t('AWS denied access to AWS Batch in {region}: {reason}', {
          region,
          reason: errorSummary(error),
        })
      : identity === undefined
        ? t('AWS denied {action} in {region}.', { action, region })
        : t('AWS denied {action} in {region} to {identity}.', { action, region, identity }),
    isDeniedElsewhere(by)
      ? forbidden(by)
      : t('Ask your administrator to add this statement to the policy of your identity.'),
    'checkConnection',
    { cause: error, snippet: isDeniedElsewhere(by) ? undefined : statement },
  );
}

const denied: Explain = (target, error) =>
  // AWS Batch cannot restrict these actions to resources.
  deniedCall(target, error, policyStatement(batchReadingActions, ['*']));

const throttled: Explain = ({ region }, error) =>
  new UserError(
    'throttled',
    t('AWS Batch throttled requests in {0}.', region),
    t(
      'Batch Monitor slows down automatically. If this persists, increase the refresh interval, or read fewer queues.',
    ),
    'openSettings',
    { cause: error },
  );

/** The request is wrong, for example because a queue does not exist. */
const rejected: Explain = ({ region }, error) =>
  new UserError(
    'batch.rejected',
    t('AWS Batch in {region} rejected the request: {reason}', {
      region,
      reason: errorSummary(error),
    }),
    t('Check the names of the queues and the region.'),
    'openSettings',
    { cause: error },
  );

/** Error names as in the AWS Batch API reference, and as API Gateway throttles. */
const byName: Readonly<Record<string, Explain>> = {
  AccessDeniedException: denied,
  AccessDenied: denied,
  UnauthorizedOperation: denied,
  Throttling: throttled,
  ThrottlingException: throttled,
  ThrottledException: throttled,
  TooManyRequestsException: throttled,
  RequestLimitExceeded: throttled,
  ClientException: rejected,
};

/** Explains anything that a request to AWS Batch threw to the user; aborts pass through unchanged. */
export function toBatchError(error: unknown, target: Target): Error {
  const explain = error instanceof Error ? byName[error.name] : undefined;
  return explain ? explain(target, error as Error) : toUserError(error, target);
}

/** AWS Batch knows none of these queues, or none at all. */
export function noQueues(names: readonly string[] | undefined, region: string): UserError {
  return names === undefined
    ? new UserError(
        'batch.noQueues',
        t('AWS Batch has no job queues in {0}.', region),
        t('Select the region in which your jobs run.'),
        'selectRegion',
      )
    : new UserError(
        'batch.noQueues',
        t('AWS Batch in {region} has none of the configured job queues: {queues}', {
          region,
          queues: names.join(', '),
        }),
        t('Correct the queues in the settings, or select another region.'),
        'selectRegion',
      );
}
