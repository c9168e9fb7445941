import { t } from '@vscode/l10n';

/** What retry and abort do: nothing but describe themselves, or send requests to AWS. */
const actionsModes = ['simulate', 'live'] as const;

export type ActionsMode = (typeof actionsModes)[number];

export function actionsMode(value: unknown, problems: string[]): ActionsMode {
  const known = actionsModes.find(mode => mode === value);
  if (value !== undefined && known === undefined) {
    problems.push(
      t('batchMonitor.actions.mode is not "simulate" or "live"; "simulate" is used instead.'),
    );
  }
  return known ?? 'simulate';
}
