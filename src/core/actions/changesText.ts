import { t } from '@vscode/l10n';
import { escapeText } from '../text/escapeText';
import type { RetryChanges } from './retry/retryChanges';

const maxValueLength = 100;

/** What a retry changes, one line each. Names of variables only: their values may be secrets. */
export function changesText(changes: RetryChanges): string {
  const { vcpus, memoryMiB, gpus, timeoutSeconds, attempts } = changes;
  const { jobQueue, definitionRevision, environment = {} } = changes;
  const names = Object.keys(environment).map(shown).join(', ');
  const lines: readonly (readonly [string, string | number | undefined])[] = [
    [t('vCPUs'), vcpus],
    [t('Memory (MiB)'), memoryMiB],
    [t('GPUs'), gpus],
    [t('Timeout (seconds)'), timeoutSeconds],
    [t('Attempts'), attempts],
    [t('Job queue'), jobQueue === undefined ? undefined : shown(jobQueue)],
    [t('Revision'), definitionRevision],
    [t('Environment variables'), names || undefined],
  ];
  const changed = lines.flatMap(([label, value]) =>
    value === undefined ? [] : [`• ${t('{0}: {1}', label, value)}`],
  );
  return changed.length === 0 ? '' : [t('Changes:'), ...changed].join('\n');
}

const shown = (text: string): string => escapeText(text, maxValueLength);
