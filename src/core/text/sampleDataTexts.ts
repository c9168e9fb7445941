import { t } from '@vscode/l10n';

/** Texts that label sample data, the same everywhere. */
export const sampleDataTexts = {
  get name() {
    return t('Sample data');
  },
  get note() {
    return t('Sample data: made-up jobs, nothing is read from AWS.');
  },
  get end() {
    return t('End Sample Data');
  },
  get noAwsLink() {
    return t('This job is made up: it is sample data and not in AWS, so no link leads to it.');
  },
  get noLink() {
    return t('There are no links to sample data: its jobs are made up anew each time.');
  },
} as const;
