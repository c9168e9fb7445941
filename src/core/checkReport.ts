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

const marks: Readonly<Record<CheckOutcome, string>> = {
  passed: 'PASSED ',
  failed: 'FAILED ',
  skipped: 'SKIPPED',
};

/** The connection check as plain text, to be read in an editor and pasted into a message. */
export function renderCheckReport(
  target: string,
  steps: readonly CheckStep[],
  finishedAt: Date,
): string {
  const lines = [
    'Batch Monitor connection check',
    `${target}, ${finishedAt.toISOString()}`,
    '',
    verdict(steps),
    '',
  ];
  steps.forEach((step, index) => {
    const time = step.outcome === 'skipped' ? '' : `  (${formatDuration(step.ms)})`;
    lines.push(`${marks[step.outcome]}  ${index + 1}. ${step.title}${time}`);
    lines.push(...step.details.map(detail => `            ${detail}`));
    if (step.remedy !== undefined) {
      lines.push(`            What to do: ${step.remedy}`);
    }
    lines.push('');
  });
  return lines.join('\n');
}

export function verdict(steps: readonly CheckStep[]): string {
  const failed = steps.find(step => step.outcome === 'failed');
  if (failed) {
    return `Failed at "${failed.title}": ${failed.details[0] ?? 'no reason given'}`;
  }
  return 'All is well: jobs can be read.';
}
