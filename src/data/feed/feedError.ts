import { t } from '@vscode/l10n';
import { isAbort, isUserError, messageOf, UserError } from '../../core/diagnostics/errors';

/** An error of a read, for the user. */
export function asUserError(error: unknown): UserError {
  if (isUserError(error)) {
    return error;
  }
  const reason = isAbort(error) ? t('the read was canceled') : messageOf(error);
  return new UserError(
    'feed.unexpected',
    t('Could not read the jobs: {0}.', reason),
    t('Refresh again. See the log for details.'),
    'showLog',
    { cause: error },
  );
}
