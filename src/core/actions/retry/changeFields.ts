import { t } from '@vscode/l10n';
import { listed } from '../../base/truncated';
import { queueName } from '../../job/arn';
import type { RetryChanges } from './retryChanges';
import type { RetryValues } from './retryValues';

/** What a retry can change, apart from environment variables, in display order. */
export const changeFields = [
  'vcpus',
  'memoryMiB',
  'gpus',
  'timeoutSeconds',
  'attempts',
  'jobQueue',
  'definitionRevision',
] as const satisfies readonly (keyof RetryChanges)[];

export type ChangeField = (typeof changeFields)[number];

export function fieldLabel(field: ChangeField): string {
  switch (field) {
    case 'vcpus':
      return t('vCPUs');
    case 'memoryMiB':
      return t('Memory (MiB)');
    case 'gpus':
      return t('GPUs');
    case 'timeoutSeconds':
      return t('Timeout (seconds)');
    case 'attempts':
      return t('Attempts');
    case 'jobQueue':
      return t('Job queue');
    case 'definitionRevision':
      return t('Revision');
  }
}

/** What the user enters for a retry. */
export interface ChangesDraft {
  readonly changes: RetryChanges;
  /** The user sees the values of environment variables. */
  readonly isRevealed: boolean;
}

const maxValues = 3;

/** The values of the jobs as they are. */
export function currentText(field: ChangeField, jobs: readonly RetryValues[]): string {
  const values = jobs.map(job =>
    field === 'jobQueue' ? queueName(job.jobQueue) : String(job[field] ?? '–'),
  );
  const { shown, more } = listed([...new Set(values)], maxValues);
  return [...shown, ...(more > 0 ? ['…'] : [])].join(', ');
}

/** Why a typed text is no value of the field; checkChanges looks at the value itself. */
export const typedProblem = (field: ChangeField, typed: string): string | undefined =>
  field === 'jobQueue' || typed.trim() === '' || Number.isFinite(Number(typed))
    ? undefined
    : t('Enter a number.');

/** The changes with another value of the field; an empty text leaves the field as it is in each job. */
export function withField(changes: RetryChanges, field: ChangeField, typed: string): RetryChanges {
  const { [field]: _, ...others } = changes;
  const text = typed.trim();
  return text === '' ? others : { ...others, [field]: field === 'jobQueue' ? text : Number(text) };
}

export const withVariable = (changes: RetryChanges, name: string, value: string): RetryChanges => ({
  ...changes,
  environment: { ...changes.environment, [name]: value },
});
