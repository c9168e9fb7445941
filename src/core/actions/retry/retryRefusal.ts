import { t } from '@vscode/l10n';
import { isObject, numberIn, objectIn, textIn, type JsonObject } from '../../base/json';
import { definitionWithRevision, queueName } from '../../job/arn';
import { isTerminal } from '../../job/status';
import { formatCount } from '../../text/formatCount';
import type { RetrySource } from './retrySource';
import type { SubmitRequest } from './submitRequest';

/** AWS Batch refuses longer names (SubmitJob in the AWS Batch API reference). */
const maxNameLength = 128;

/** Why a job cannot be submitted again as it was, for the user; undefined if it can. */
export function retryRefusal(source: RetrySource, request: SubmitRequest): string | undefined {
  return (
    refusalOfJob(source.job) ??
    refusalOfDefinition(source, request) ??
    refusalOfQueue(source.queue, request) ??
    refusalOfCommand(request)
  );
}

function refusalOfJob(job: JsonObject): string | undefined {
  const [jobId = '', name = ''] = [textIn(job['jobId']), textIn(job['jobName'])];
  if (/[:#]/.test(jobId) || isPart(job)) {
    return t('The job is part of an array or multi-node job. Retry the entire job instead.');
  }
  if (!isTerminal(textIn(job['status']) ?? '')) {
    return t('The job has not finished yet.');
  }
  const missing = ['jobName', 'jobQueue', 'jobDefinition'].find(
    field => textIn(job[field]) === undefined,
  );
  if (missing !== undefined) {
    return t('The description of the job is incomplete: {0} is missing.', missing);
  }
  return name.length > maxNameLength
    ? t('The name of the job has {count} characters, but AWS Batch allows {max}.', {
        count: formatCount(name.length),
        max: formatCount(maxNameLength),
      })
    : undefined;
}

const isPart = ({ arrayProperties, nodeDetails }: JsonObject): boolean =>
  numberIn(objectIn(arrayProperties)['index']) !== undefined ||
  numberIn(objectIn(nodeDetails)['nodeIndex']) !== undefined;

function refusalOfDefinition(
  { definition, newDefinition = definition }: RetrySource,
  { jobDefinition }: SubmitRequest,
): string | undefined {
  const name = definitionWithRevision(jobDefinition);
  if (newDefinition === 'missing') {
    return t('Job definition {0} no longer exists. Select another revision.', name);
  }
  return isObject(newDefinition) && newDefinition['status'] !== 'ACTIVE'
    ? t('Job definition {0} is not active. Select another revision.', name)
    : undefined;
}

function refusalOfQueue(
  queue: RetrySource['queue'],
  { jobQueue, shareIdentifier }: SubmitRequest,
): string | undefined {
  const name = queueName(jobQueue);
  if (queue === 'missing') {
    return t('Job queue {0} does not exist. Select another queue.', name);
  }
  if (queue === 'denied') {
    return undefined;
  }
  if (queue['state'] === 'DISABLED') {
    return t('Job queue {0} is disabled. Enable it, or select another queue.', name);
  }
  return textIn(queue['schedulingPolicyArn']) !== undefined && shareIdentifier === undefined
    ? t('Job queue {0} needs a share identifier, which the job does not have.', name)
    : undefined;
}

/** Only a definition may contain empty arguments (ContainerOverrides in the AWS Batch API reference). */
function refusalOfCommand(request: SubmitRequest): string | undefined {
  const { containerOverrides, ecsPropertiesOverride, nodeOverrides } = request;
  return hasEmptyArgument([containerOverrides, ecsPropertiesOverride, nodeOverrides])
    ? t('The command contains an empty argument, which AWS Batch only allows in a job definition.')
    : undefined;
}

function hasEmptyArgument(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(hasEmptyArgument);
  }
  return Object.entries(objectIn(value)).some(([key, part]) =>
    key === 'command' ? Array.isArray(part) && part.includes('') : hasEmptyArgument(part),
  );
}
