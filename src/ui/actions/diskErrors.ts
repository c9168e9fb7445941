import { t } from '@vscode/l10n';
import { sentences } from '../../core/text/sentences';

const diskFullCodes = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const permissionCodes = ['EROFS', 'EACCES', 'EPERM'];

/** The notification, shown once, when history or marks cannot be written. */
export const writeFailureText = (error: unknown, folder: string): string =>
  sentences(
    t(
      'The action history or marks could not be written to disk. They are shown in this window, and may be gone when it is closed.',
    ),
    remedyOf(error, folder),
    t('It is tried again every half minute.'),
  );

function remedyOf(error: unknown, folder: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (diskFullCodes.includes(code)) {
    return t('There is no room left: free some space on the disk of “{0}”.', folder);
  }
  return permissionCodes.includes(code)
    ? t('The folder “{0}” cannot be written to: make it writable.', folder)
    : t('The log says why.');
}
