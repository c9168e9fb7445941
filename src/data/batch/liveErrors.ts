import { t } from '@vscode/l10n';
import { denialOf } from '../../core/aws/accessDenied';
import {
  abortingActions,
  batchResources,
  livePreparingActions,
  policyStatement,
  retryingActions,
} from '../../core/aws/policyStatement';
import { isAbort, isUserError, UserError } from '../../core/diagnostics/errors';
import type { Target } from '../config/endpoint';
import { httpStatusOf } from '../errors/awsErrors';
import { errorSummary } from '../errors/errorSummary';
import { isBeforeSending } from '../errors/networkErrors';
import { deniedCall, toBatchError } from './batchErrors';

export const isDenied = ({ name }: Error): boolean =>
  /^(AccessDenied(Exception)?|UnauthorizedOperation)$/.test(name);

/** Invalid in itself, or for the state of its queue, definition or job. */
const rejectedName = /^(ClientException|ValidationException)$/;

/** Explains an error of a request that changes jobs, or prepares that. */
export function toLiveError(error: unknown, target: Target): Error {
  if (!(error instanceof Error) || isUserError(error)) {
    return toBatchError(error, target);
  }
  if (isDenied(error)) {
    return deniedCall(target, error, statementFor(error, target));
  }
  return rejectedName.test(error.name)
    ? new UserError(
        'batch.rejected',
        t('AWS Batch in {region} rejected the request: {reason}', {
          region: target.region,
          reason: errorSummary(error),
        }),
        t('Correct what AWS Batch rejected, then try again.'),
        'refresh',
        { cause: error },
      )
    : toBatchError(error, target);
}

function statementFor(error: Error, { region }: Target): string {
  const { action = '', identity = '', resource = identity } = denialOf(error.message);
  const account = resource.split(':')[4];
  if (retryingActions.some(retrying => retrying === action)) {
    const kinds = ['job', 'job-queue', 'job-definition'] as const;
    return policyStatement(retryingActions, batchResources(kinds, region, account));
  }
  return action.startsWith('batch:Terminate')
    ? policyStatement(abortingActions, batchResources(['job'], region, account))
    : policyStatement(livePreparingActions, ['*']);
}

/** Explains an error of a submission; `batch.answerLost` if AWS may have accepted the job. */
export function toSubmitError(error: unknown, target: Target): Error {
  if (!mayBeAccepted(error)) {
    return toLiveError(error, target);
  }
  const { message } = toLiveError(error, target);
  return new UserError(
    'batch.answerLost',
    t('AWS Batch may have accepted the job: {reason}', {
      reason: message,
    }),
    t('Look for the job before you retry again.'),
    'refresh',
    { cause: error },
  );
}

const requestTimeout = 408;

/** Only a refusal, and a failure before the request was sent, prove that AWS has no new job. */
function mayBeAccepted(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return true;
  }
  const status = httpStatusOf(error);
  const isRefused = status >= 400 && status < 500 && status !== requestTimeout;
  return !(isRefused || isUserError(error) || isAbort(error) || isBeforeSending(error));
}
