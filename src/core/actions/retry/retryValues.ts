import { t } from '@vscode/l10n';
import { numberIn, objectIn, objectsIn, textIn, textsIn, type JsonObject } from '../../base/json';
import { definitionRevision } from '../../job/arn';
import { resourcesOfContainer } from '../../job/containerResources';
import { groupContainersOf } from './containerGroups';
import { variablesOf } from './overrides';
import type { RetrySource } from './retrySource';

export type Platform = 'EC2' | 'FARGATE' | 'EKS';

/** The values of a job that a retry can change, as they are. */
export interface RetryValues {
  readonly platform: Platform;
  readonly vcpus: number | undefined;
  readonly memoryMiB: number | undefined;
  readonly gpus: number | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly attempts: number;
  readonly jobQueue: string;
  readonly jobDefinition: string;
  readonly definitionRevision: number | undefined;
  /** May contain secrets: show it only on request. */
  readonly environment: ReadonlyMap<string, string>;
  /** Why resources and variables cannot be changed, for the user. */
  readonly fixed: string | undefined;
}

export function retryValues({ job }: Pick<RetrySource, 'job'>): RetryValues {
  const groups = containerGroupsOf(job);
  const containers = groups.map(groupContainersOf);
  const container = containers[0]?.[0] ?? {};
  const jobDefinition = textIn(job['jobDefinition']) ?? '';
  return {
    platform: platformOf(job, groups),
    ...resourcesOfContainer(container),
    timeoutSeconds: numberIn(objectIn(job['timeout'])['attemptDurationSeconds']),
    attempts: numberIn(objectIn(job['retryStrategy'])['attempts']) ?? 1,
    jobQueue: textIn(job['jobQueue']) ?? '',
    jobDefinition,
    definitionRevision: definitionRevision(jobDefinition),
    environment: variablesOf(container['environment'] ?? container['env']),
    fixed: containers.every(({ length }) => length === 1)
      ? undefined
      : t(
          'The job has several containers, so their resources and variables cannot be changed here.',
        ),
  };
}

/** The job itself, or the ranges of its nodes. */
function containerGroupsOf(job: JsonObject): readonly JsonObject[] {
  const ranges = objectsIn(objectIn(job['nodeProperties'])['nodeRangeProperties']);
  return ranges.length > 0 ? ranges : [job];
}

function platformOf(job: JsonObject, groups: readonly JsonObject[]): Platform {
  if (groups.some(({ eksProperties }) => Object.keys(objectIn(eksProperties)).length > 0)) {
    return 'EKS';
  }
  return textsIn(job['platformCapabilities']).includes('FARGATE') ? 'FARGATE' : 'EC2';
}
