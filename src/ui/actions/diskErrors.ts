import { t } from '@vscode/l10n';
import { errorCode } from '../../core/base/errorCode';
import { sentences } from '../../core/text/sentences';

const diskFullCodes = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const permissionCodes = ['EROFS', 'EACCES', 'EPERM'];

/** The notification, shown once, when history or marks cannot be written. */
export const writeFailureText = (error: unknown, folder: string): string =>
  sentences(
    t(
      'Could not save the action history or marks to disk. This window shows them, but they may be lost when you close it.',
    ),
    remedyOf(error, folder),
    t('Batch Monitor retries every 30 seconds.'),
  );

function remedyOf(error: unknown, folder: string): string {
  const code = errorCode(error) ?? '';
  if (diskFullCodes.includes(code)) {
    return t('The disk is full. Free up space on the disk that contains "{0}".', folder);
  }
  return permissionCodes.includes(code)
    ? t('Make the folder "{0}" writable.', folder)
    : t('See the log for details.');
}
