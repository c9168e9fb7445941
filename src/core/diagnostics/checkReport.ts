import { t } from '@vscode/l10n';
import type { RemedyCommand } from './errors';
import { formatDuration } from '../text/time';

export type CheckOutcome = 'passed' | 'failed' | 'skipped';

/** What to do about a failed step, and the command that helps. */
export interface CheckRemedy {
  readonly text: string;
  readonly command: RemedyCommand;
  /** The command's argument, such as the region to select. */
  readonly argument: string | undefined;
  /** Lines to copy, such as a policy or terminal commands. */
  readonly snippet: string | undefined;
}

export interface CheckStep {
  readonly title: string;
  readonly outcome: CheckOutcome;
  /** What was found, or why the step failed or was skipped. */
  readonly details: readonly string[];
  /** The stable error code of a failed step. */
  readonly code?: string;
  readonly remedy?: CheckRemedy;
  readonly ms: number;
}

export interface CheckDetails {
  /** What was checked, line by line: table, region, profile, versions. */
  readonly about: readonly string[];
  readonly steps: readonly CheckStep[];
  /** Messages about invalid settings. */
  readonly problems: readonly string[];
  readonly finishedAt: Date;
}

export interface CheckReport {
  readonly text: string;
  /** The zero-based lines of steps that have a remedy. */
  readonly remedies: readonly { readonly line: number; readonly remedy: CheckRemedy }[];
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

/** The connection check as plain text, to read in an editor and paste into a message. */
export function renderCheckReport({
  about,
  steps,
  problems,
  finishedAt,
}: CheckDetails): CheckReport {
  const remedies: { line: number; remedy: CheckRemedy }[] = [];
  const lines = [
    t('Batch Monitor connection check'),
    finishedAt.toISOString(),
    ...about,
    '',
    verdict(steps),
    '',
  ];
  const width = Math.max(...outcomes.map(outcome => markOf(outcome).length));
  const indent = ' '.repeat(width + '  1. '.length);
  const add = (text: string): void => {
    lines.push(...text.split('\n').map(line => `${indent}${line}`.trimEnd()));
  };
  steps.forEach(({ title, outcome, details, remedy, ms }, index) => {
    const time = outcome === 'skipped' ? '' : `  (${formatDuration(ms)})`;
    if (remedy) {
      remedies.push({ line: lines.length, remedy });
    }
    lines.push(`${markOf(outcome).padEnd(width)}  ${index + 1}. ${title}${time}`);
    details.forEach(add);
    if (remedy) {
      add(t('What to do: {0}', remedy.text));
      if (remedy.snippet !== undefined) {
        add(`\n${remedy.snippet}`);
      }
    }
    lines.push('');
  });
  if (problems.length > 0) {
    lines.push(t('Invalid settings:'));
    problems.forEach(add);
    lines.push('');
  }
  return { text: lines.join('\n'), remedies };
}

export function verdict(steps: readonly CheckStep[]): string {
  const failed = steps.find(step => step.outcome === 'failed');
  if (failed) {
    const [reason = t('no reason given')] = failed.details;
    return t('Connection check failed at "{0}": {1}', failed.title, reason);
  }
  return t('All checks passed. Batch Monitor can read jobs.');
}
