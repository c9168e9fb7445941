import { t } from '@vscode/l10n';
import { formatCount } from './formatCount';

/** `1 job`, `12,431 jobs`. */
export const jobCount = (count: number): string =>
  count === 1 ? t('1 job') : t('{0} jobs', formatCount(count));
