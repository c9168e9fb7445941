import { t } from '@vscode/l10n';
import { isAbort, isUserError, messageOf, UserError } from '../../core/diagnostics/errors';

/** An error of a read, for the user. */
export function asUserError(error: unknown): UserError {
  if (isUserError(error)) {
    return error;
  }
  const reason = isAbort(error) ? t('it was stopped') : messageOf(error);
  return new UserError(
    'feed.unexpected',
    t('The jobs could not be read: {0}.', reason),
    t('Refresh again; the log has the details.'),
    'showLog',
    { cause: error },
  );
}
