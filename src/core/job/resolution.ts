import { t } from '@vscode/l10n';

/** What became of a failed job's work, by code; the first is that of a job that has not failed. */
export const resolutions = [
  'none',
  'notRetried',
  'failedAgain',
  'runningAgain',
  'recovered',
] as const;

export type Resolution = (typeof resolutions)[number];

export const resolutionCode = (resolution: Resolution): number => resolutions.indexOf(resolution);

/** Empty for a job that has not failed. */
export function resolutionText(resolution: Resolution): string {
  switch (resolution) {
    case 'none':
      return '';
    case 'notRetried':
      return t('Not retried');
    case 'failedAgain':
      return t('Failed again');
    case 'runningAgain':
      return t('Running again');
    case 'recovered':
      return t('Recovered');
  }
}
