import { t } from '@vscode/l10n';

/** Texts that label sample data, the same everywhere. */
export const sampleDataTexts = {
  get name() {
    return t('Sample data');
  },
  get note() {
    return t('Sample data: generated jobs; nothing is read from AWS.');
  },
  get end() {
    return t('End Sample Data');
  },
  get noAwsLink() {
    return t('This is a sample job. It does not exist in AWS and has no link.');
  },
  get noLog() {
    return t('This is a sample job. It does not exist in AWS and has no log.');
  },
  get noLink() {
    return t('Sample jobs have no links because they are generated each time.');
  },
} as const;
