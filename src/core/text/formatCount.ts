import { t } from '@vscode/l10n';
import { perLanguage, plural } from './localization';

const numbers = perLanguage(language => new Intl.NumberFormat(language));

/** A count as every surface shows it: `12,431`. */
export const formatCount = (count: number): string => numbers().format(count);

/** `1 job`, `12,431 jobs`. */
export function jobCount(count: number): string {
  const figure = formatCount(count);
  return plural(count, t('{0} job', figure), t('{0} jobs', figure));
}

/** `35 failed of 1,005`. */
export const failedOfText = (failed: number, count: number): string =>
  t('{0} failed of {1}', formatCount(failed), formatCount(count));
