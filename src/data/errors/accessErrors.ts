import { t } from '@vscode/l10n';
import { denialOf, type Denial, type DenyingPolicy } from '../../core/aws/accessDenied';
import { UserError } from '../../core/diagnostics/errors';
import { policyStatement, readingActions, tableResources } from '../../core/aws/policyStatement';
import type { Target } from '../config/endpoint';
import { errorSummary } from './errorSummary';

/** Explains a denied call: which one, to whom, and the statement that would allow it. */
export function denied({ tableName, region }: Target, error: Error): UserError {
  const denial = denialOf(error.message);
  const { action, identity, by } = denial;
  // Listing tables can only be allowed for all of them.
  const resource = denial.resource ?? (isRead(action) ? tableName : '*');
  const snippet = statementFor(denial, tableName, region);
  return new UserError(
    'access.denied',
    action === undefined
      ? t('AWS denied access to table "{table}": {reason}', {
          table: tableName,
          reason: errorSummary(error),
        })
      : identity === undefined
        ? t('AWS denied {action} on {resource}.', { action, resource })
        : t('AWS denied {action} on {resource} to {identity}.', {
            action,
            resource,
            identity,
          }),
    by === undefined
      ? action === undefined
        ? t(
            'Ask your administrator for permission to read this table and its indexes: {0}.',
            readingActions.join(', '),
          )
        : t(
            'Ask your administrator for this permission. The connection check shows the policy statement to add.',
          )
      : forbidden(by),
    'checkConnection',
    { cause: error, snippet },
  );
}

const isRead = (
  action: string | undefined,
): action is undefined | (typeof readingActions)[number] =>
  action === undefined || readingActions.some(read => read === action);

/** A policy for the identity does not help against a deny elsewhere. */
export const isDeniedElsewhere = (
  by: DenyingPolicy | undefined,
): by is Exclude<DenyingPolicy, 'resource'> => by !== undefined && by !== 'resource';

function statementFor({ action, resource, by }: Denial, tableName: string, region: string) {
  if (isDeniedElsewhere(by)) {
    return undefined;
  }
  if (!isRead(action)) {
    return policyStatement([action], [resource ?? '*']);
  }
  const account = resource?.split(':')[4];
  return policyStatement(readingActions, tableResources(tableName, region, account));
}

export function forbidden(by: DenyingPolicy): string {
  switch (by) {
    case 'scp':
      return t(
        'A service control policy (SCP) of your organization forbids this action. Ask your organization’s administrator.',
      );
    case 'boundary':
      return t(
        'The permissions boundary of your identity does not allow this action. Ask your administrator to change it.',
      );
    case 'session':
      return t('Your session policy does not allow this action. Sign in with a different session.');
    case 'endpoint':
      return t(
        'The VPC endpoint policy does not allow this action. Ask your network administrator to change it.',
      );
    case 'explicitDeny':
      return t(
        'A policy explicitly denies this action, which overrides any allow. Ask your administrator to change that policy.',
      );
    case 'resource':
      return t(
        'The table’s resource-based policy does not allow this action. Ask the table’s owner to change it.',
      );
  }
}
