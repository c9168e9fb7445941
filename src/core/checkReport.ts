import { t } from '@vscode/l10n';
import { formatDuration } from './time';

export type CheckOutcome = 'passed' | 'failed' | 'skipped';

export interface CheckStep {
  readonly title: string;
  readonly outcome: CheckOutcome;
  /** What was found, or why the step failed or was skipped. */
  readonly details: readonly string[];
  /** What to do about a failed step. */
  readonly remedy?: string;
  readonly ms: number;
}

const outcomes = ['passed', 'failed', 'skipped'] as const satisfies readonly CheckOutcome[];

function markOf(outcome: CheckOutcome): string {
  switch (outcome) {
    case 'passed':
      return t('PASSED');
    case 'failed':
      return t('FAILED');
    case 'skipped':
      return t('SKIPPED');
  }
}

/** The connection check as plain text, to be read in an editor and pasted into a message. */
export function renderCheckReport(
  target: string,
  steps: readonly CheckStep[],
  finishedAt: Date,
): string {
  const lines = [
    t('Batch Monitor connection check'),
    `${target}, ${finishedAt.toISOString()}`,
    '',
    verdict(steps),
    '',
  ];
  const width = Math.max(...outcomes.map(outcome => markOf(outcome).length));
  const indent = ' '.repeat(width + '  1. '.length);
  steps.forEach((step, index) => {
    const time = step.outcome === 'skipped' ? '' : `  (${formatDuration(step.ms)})`;
    lines.push(`${markOf(step.outcome).padEnd(width)}  ${index + 1}. ${step.title}${time}`);
    lines.push(...step.details.map(detail => `${indent}${detail}`));
    if (step.remedy !== undefined) {
      lines.push(`${indent}${t('What to do: {0}', step.remedy)}`);
    }
    lines.push('');
  });
  return lines.join('\n');
}

export function verdict(steps: readonly CheckStep[]): string {
  const failed = steps.find(step => step.outcome === 'failed');
  if (failed) {
    const [reason = t('no reason given')] = failed.details;
    return t('Failed at "{0}": {1}', failed.title, reason);
  }
  return t('All is well: jobs can be read.');
}
