import { t } from '@vscode/l10n';
import type { Job } from '../job/job';
import { reasonsOf } from '../job/reasons';

/** What AWS Batch says of every container job that has ended, whatever the reason. */
const saysNothing = /^Essential container in task exited\.?$/i;

/** A job's name in a row of a media group, without the group's media ID: what is left tells the rows apart. */
export function rowName({ jobName }: Pick<Job, 'jobName'>, mediaId: string): string {
  const rest = mediaId === '' ? jobName : jobName.replace(mediaId, '…');
  return /[\p{L}\p{N}]/u.test(rest) ? rest : jobName;
}

/** Why a job failed or waits, as a row has room for: what the container says, else its exit code. */
export function rowReason(
  job: Pick<Job, 'status' | 'statusReason' | 'reason' | 'exitCode'>,
): string {
  switch (job.status) {
    case 'SUCCEEDED':
      return '';
    case 'FAILED': {
      const reasons = reasonsOf(job);
      const telling = reasons.filter(text => !saysNothing.test(text));
      const code = job.exitCode === undefined ? [] : [t('exit {0}', job.exitCode)];
      return (telling.length > 0 ? telling : [...reasons, ...code]).join(' · ');
    }
    default:
      return job.statusReason;
  }
}
