import { t } from '@vscode/l10n';
import { isObject, textIn } from '../../base/json';
import { definitionWithRevision, queueName } from '../../job/arn';
import { formatCount } from '../../text/formatCount';
import { retryDependencies } from './retryDependencies';
import type { RetrySource } from './retrySource';
import type { SubmitRequest } from './submitRequest';

/** What the user should know about a retry before sending it. */
export function retryNotes(source: RetrySource, request: SubmitRequest): readonly string[] {
  const { job, definition, isStored } = source;
  const share = textIn(job['shareIdentifier']);
  const original = textIn(job['jobDefinition']) ?? '';
  const notes = [
    isStored &&
      t('AWS Batch no longer has this job, so the request is rebuilt from its stored event.'),
    !isObject(definition) &&
      t('The job definition could not be read, so the request repeats all settings of the job.'),
    request.arrayProperties &&
      t(
        'All {0} children of the array run again, including those that succeeded.',
        formatCount(request.arrayProperties.size),
      ),
    request.jobDefinition !== original &&
      t(
        'What the job did not override now comes from {0}.',
        definitionWithRevision(request.jobDefinition),
      ),
    share !== undefined &&
      request.shareIdentifier === undefined &&
      t('Job queue {queue} has no scheduling policy, so share identifier {share} is left out.', {
        queue: queueName(request.jobQueue),
        share,
      }),
  ];
  return [...notes.filter(note => typeof note === 'string'), ...retryDependencies(source).notes];
}
