import { t } from '@vscode/l10n';

/** The guides that ship with the extension, by the names of their files in `media/guide`. */
export const guides = [
  'using',
  'morning',
  'logs',
  'queues',
  'live-actions',
  'search',
  'keys',
  'settings',
  'connections',
  'aws-setup',
  'reading-costs',
  'troubleshooting',
] as const;

export type Guide = (typeof guides)[number];

export const isGuide = (value: unknown): value is Guide => guides.some(guide => guide === value);

/** The heading of a guide, in the user's language. */
export function guideTitle(guide: Guide): string {
  switch (guide) {
    case 'using':
      return t('Using Batch Monitor');
    case 'morning':
      return t('The Morning After');
    case 'logs':
      return t('Logs');
    case 'queues':
      return t('Queues');
    case 'live-actions':
      return t('Live Actions');
    case 'search':
      return t('Search');
    case 'keys':
      return t('Keyboard Shortcuts');
    case 'settings':
      return t({ message: 'Settings', comment: 'the guide to the settings of Batch Monitor' });
    case 'connections':
      return t('Connections and Credentials');
    case 'aws-setup':
      return t('Deploy AWS Resources');
    case 'reading-costs':
      return t('What Reading Costs');
    case 'troubleshooting':
      return t('Troubleshooting');
  }
}
