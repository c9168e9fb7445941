import { t } from '@vscode/l10n';
import { objectsIn, textIn, type JsonObject } from '../../base/json';
import { isTerminal } from '../../job/status';
import { formatCount } from '../../text/formatCount';
import { plural } from '../../text/localization';
import type { RetrySource } from './retrySource';
import type { Dependency } from './submitRequest';

interface RetryDependencies {
  readonly dependsOn: readonly Dependency[];
  readonly notes: readonly string[];
}

/** The jobs that a job waited for. */
export const dependencyIds = (job: JsonObject): readonly string[] =>
  objectsIn(job['dependsOn']).flatMap(({ jobId }) => textIn(jobId) ?? []);

/**
 * What the retry waits for: children of an array that run one after the other, and jobs that have not finished. A
 * failed dependency would fail the retry at once, and AWS Batch refuses one that it has deleted.
 */
export function retryDependencies({ job, dependencies }: RetrySource): RetryDependencies {
  const all = objectsIn(job['dependsOn']).map(({ jobId, type }): Dependency => {
    const [id, kind] = [textIn(jobId), textIn(type)];
    return { ...(id !== undefined && { jobId: id }), ...(kind !== undefined && { type: kind }) };
  });
  const dependsOn = all.filter(({ jobId, type }) =>
    jobId === undefined ? type !== undefined : isUnfinished(dependencies.get(jobId)),
  );
  const left = all.length - dependsOn.length;
  const figure = formatCount(left);
  return {
    dependsOn,
    notes:
      left === 0
        ? []
        : [
            plural(
              left,
              t(
                'The retry does not wait for {0} job that the original waited for, because it has finished.',
                figure,
              ),
              t(
                'The retry does not wait for {0} jobs that the original waited for, because they have finished.',
                figure,
              ),
            ),
          ],
  };
}

const isUnfinished = (status: string | undefined): boolean =>
  status !== undefined && !isTerminal(status);
