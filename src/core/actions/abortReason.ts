import { t } from '@vscode/l10n';
import { escapeText } from '../text/escapeText';

/** The limit of TerminateJob (AWS Batch API Reference). */
const maxReasonLength = 1_024;

/** Who aborts a job, and why; AWS Batch shows it as the job's status reason. */
export const abortReason = (by: string, note: string | undefined): string =>
  escapeText(
    note === undefined
      ? t('Aborted with Batch Monitor by {0}.', by)
      : t('Aborted with Batch Monitor by {by}: {note}', { by, note }),
    maxReasonLength,
  );
