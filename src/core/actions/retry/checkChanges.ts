import { t } from '@vscode/l10n';
import { fargateSizes } from './fargateSizes';
import { isReserved } from './overrides';
import type { RetryChanges, RetryProblem } from './retryChanges';
import type { RetrySource } from './retrySource';
import { retryValues, type RetryValues } from './retryValues';

type Check = (changes: RetryChanges, values: RetryValues) => string | undefined;

const isWhole = (value: number, min: number, max = Number.MAX_SAFE_INTEGER): boolean =>
  Number.isSafeInteger(value) && value >= min && value <= max;

/** Limits of AWS Batch: ResourceRequirement, EksContainer, RetryStrategy, JobTimeout in its API reference. */
const checks: Readonly<Record<keyof RetryChanges, Check>> = {
  vcpus: ({ vcpus = 0, memoryMiB }, values) => {
    switch (values.platform) {
      case 'FARGATE':
        return fargateSizes.has(vcpus)
          ? // Other vCPUs may not go with the memory as it is.
            fargateProblem(vcpus, memoryMiB === undefined ? values.memoryMiB : undefined)
          : t('Fargate supports these numbers of vCPUs: {0}.', [...fargateSizes.keys()].join(', '));
      case 'EKS':
        return vcpus >= 0.25 && Number.isInteger(vcpus * 4)
          ? undefined
          : t('Enter a multiple of 0.25 vCPUs.');
      case 'EC2':
        return isWhole(vcpus, 1) ? undefined : t('Enter a whole number of vCPUs, at least 1.');
    }
  },
  memoryMiB: ({ vcpus, memoryMiB = 0 }, values) => {
    if (!isWhole(memoryMiB, 4)) {
      return t('Enter the memory as a whole number of MiB, at least 4.');
    }
    return values.platform === 'FARGATE'
      ? fargateProblem(vcpus ?? values.vcpus, memoryMiB)
      : undefined;
  },
  gpus: ({ gpus = 0 }, { platform }) =>
    platform === 'FARGATE'
      ? t('Fargate has no GPUs.')
      : isWhole(gpus, 1)
        ? undefined
        : t('Enter a whole number of GPUs, at least 1.'),
  timeoutSeconds: ({ timeoutSeconds = 0 }) =>
    isWhole(timeoutSeconds, 60, 2_147_483_647)
      ? undefined
      : t('Enter the timeout as a whole number of seconds, at least 60.'),
  attempts: ({ attempts = 0 }) =>
    isWhole(attempts, 1, 10) ? undefined : t('Enter a number of attempts from 1 to 10.'),
  jobQueue: ({ jobQueue = '' }) => (jobQueue.trim() === '' ? t('Enter a job queue.') : undefined),
  definitionRevision: ({ definitionRevision = 0 }) =>
    isWhole(definitionRevision, 1) ? undefined : t('Enter a revision of the job definition.'),
  environment: ({ environment = {} }) => {
    const names = Object.keys(environment);
    return names.some(name => name === '' || name.includes('='))
      ? t('The name of an environment variable must not be empty or contain "=".')
      : names.some(isReserved)
        ? t('AWS Batch reserves environment variables whose names start with AWS_BATCH.')
        : undefined;
  },
};

const ofContainer: readonly (keyof RetryChanges)[] = ['vcpus', 'memoryMiB', 'gpus', 'environment'];

/** What AWS Batch would refuse in the changes, as far as its documentation says. */
export function checkChanges(
  changes: RetryChanges,
  source: Pick<RetrySource, 'job'>,
): readonly RetryProblem[] {
  const values = retryValues(source);
  return changedFields(changes).flatMap(field => {
    const isFixed = values.fixed !== undefined && ofContainer.includes(field);
    const message = isFixed ? values.fixed : checks[field](changes, values);
    return message === undefined ? [] : [{ field, message }];
  });
}

const changedFields = (changes: RetryChanges): readonly (keyof RetryChanges)[] =>
  (Object.keys(checks) as (keyof RetryChanges)[]).filter(field => changes[field] !== undefined);

function fargateProblem(vcpus: number | undefined, memoryMiB: number | undefined) {
  const sizes = fargateSizes.get(vcpus ?? NaN);
  return sizes === undefined || memoryMiB === undefined || sizes.includes(memoryMiB)
    ? undefined
    : t('With {vcpus} vCPUs, Fargate supports this memory in MiB: {sizes}.', {
        vcpus: vcpus ?? 0,
        sizes: sizes.join(', '),
      });
}
