import { t } from '@vscode/l10n';
import { batchGuide, type CauseRule } from '../causeRule';

/** Workflow tools that terminate jobs with a reason of their own. */
const tools: readonly CauseRule[] = [
  tool('tool-nextflow', 'Nextflow', 'job killed by nf'),
  tool('tool-snakemake', 'Snakemake', 'terminated by snakemake'),
  tool('tool-toil', 'Toil', 'killed by toil'),
  tool('tool-cromwell', 'Cromwell', 'cromwell abort called'),
  tool('tool-miniwdl', 'miniwdl', 'terminated by miniwdl'),
  tool('tool-metaflow', 'Metaflow', 'metaflow initiated job termination'),
  tool('tool-airflow', 'Airflow', 'task killed by the user'),
  tool('tool-galaxy', 'Galaxy', 'killed by galaxy'),
];

function tool(id: string, name: string, text: string): CauseRule {
  return {
    id,
    category: 'cancelled',
    sure: true,
    texts: [`^${text}`],
    within: 'statusReason',
    source: batchGuide('job_states'),
    words: () => [
      t('Terminated by {0}', name),
      t(
        '{0} terminated the job, usually because its run was canceled or another task failed.',
        name,
      ),
      t('Check {0} to find out why the run ended.', name),
    ],
  };
}

/** The reason begins by saying that somebody ended the job. */
export const cancelledRules: readonly CauseRule[] = [
  ...tools,
  {
    id: 'cancel-user',
    category: 'cancelled',
    sure: true,
    texts: [
      ...['^cancelled by', '^canceled by', '^cancelled via', '^canceled via', '^terminated by'],
      ...['^killed by', '^aborted by', '^stopped by', '^job cancelled', '^job canceled'],
      ...['^job terminated', '^job killed', '^job aborted', '^job was cancelled'],
      ...['^job was terminated', '^user cancelled', '^user canceled', '^user requested'],
      ...['^user terminated', '^user aborted', '^terminated from', '^cancelled from'],
      ...['^terminating ', '^cancelling ', '^canceling ', '^cancelled', '^canceled'],
      ...['^task stopped by user', '^stopped by user', 'userinitiated', '^user initiated'],
      '^manually ',
    ],
    within: 'statusReason',
    source: batchGuide('job_states'),
    words: () => [
      t('Canceled or terminated'),
      t('A user or a program ended the job and gave this reason.'),
      t('Retry the job if it is still needed.'),
    ],
  },
];

/** Free text that says so somewhere; whoever ends a job writes it. */
export const otherCancelledRules: readonly CauseRule[] = [
  {
    id: 'cancel-text',
    category: 'cancelled',
    sure: false,
    texts: [
      ...['cancel', 'terminat', 'abort', 'killed', 'kill ', 'stop', 'superseded', 'rollback'],
      ...['shutdown', 'shut down', 'cleanup', 'clean up', 'teardown', 'no longer needed'],
      ...['deleted', 'removed', 'obsolete', 'replaced by', 'duplicate', 'user request', 'by user'],
      ...['by operator', 'manual', 'abandon', 'not needed', 'not required', 'mistake', 'complete'],
    ],
    within: 'statusReason',
    when: ({ areGeneric }) => !areGeneric,
    source: batchGuide('job_states'),
    words: () => [
      t('Probably canceled'),
      t('AWS does not write this reason, so a user or a program most likely ended the job.'),
      t('Read the reason. Retry the job if it is still needed.'),
    ],
  },
];
