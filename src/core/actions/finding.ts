import { t } from '@vscode/l10n';
import { minuteMs } from '../base/timeUnits';
import { isTerminal } from '../job/status';
import { formatCount } from '../text/formatCount';
import type { ActionEntry } from './actionLog';

/** What AWS Batch tells about a request whose outcome is unknown. */
export type Finding =
  | {
      readonly kind: 'settled';
      readonly outcome: 'done' | 'failed';
      readonly detail: string;
      readonly newJobId?: string;
    }
  | { readonly kind: 'open'; readonly reason: string };

/** After this time a request is neither on its way nor missing from lists any more. */
const safeMs = 2 * minuteMs;

type Unknown = Pick<ActionEntry, 'at'>;

/** `found`: the jobs of the same name that were submitted since, without those known otherwise. */
export function retryFinding({ at }: Unknown, found: readonly string[], now: number): Finding {
  const [newJobId, ...others] = found;
  if (newJobId !== undefined && others.length === 0) {
    const detail = t('Submitted as job {0}.', newJobId);
    return { kind: 'settled', outcome: 'done', detail, newJobId };
  }
  if (newJobId !== undefined) {
    return {
      kind: 'open',
      reason: t(
        'AWS Batch has {0} new jobs of this name. Compare them in the AWS console.',
        formatCount(found.length),
      ),
    };
  }
  return now - at < safeMs
    ? tooEarly()
    : {
        kind: 'settled',
        outcome: 'failed',
        detail: t('Not sent: AWS Batch has no new job of this name.'),
      };
}

/** `status`: that of the job now; undefined if AWS Batch does not know it any more. */
export function abortFinding({ at }: Unknown, status: string | undefined, now: number): Finding {
  if (status === undefined || isTerminal(status)) {
    return { kind: 'settled', outcome: 'done', detail: t('The job has ended.') };
  }
  return now - at < safeMs
    ? tooEarly()
    : {
        kind: 'settled',
        outcome: 'failed',
        detail: t('The job is still {0}. You can abort it again.', status),
      };
}

const tooEarly = (): Finding => ({
  kind: 'open',
  reason: t('AWS Batch shows nothing yet. Look again in 2 minutes.'),
});
