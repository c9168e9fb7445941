import { t } from '@vscode/l10n';
import { UserError } from '../../core/diagnostics/errors';
import { connectionParts, type ConnectionPart } from '../../core/settings/namedConnections';
import { messageLabel } from '../../core/text/escapeText';
import { requireTrust } from '../connection/trustedAws';
import type { Answer } from './quickPickStep';
import type { Draft } from './connectionDraft';
import { draftNow } from './draftNow';
import { applyPart, tableParts, type SetUpServices } from './applyConnection';

export type SelectedPart = Exclude<ConnectionPart, 'endpoint'>;

/**
 * Runs one step of the guided set-up for the active connection; a given value is applied without a prompt.
 */
export const selectPart =
  (
    part: SelectedPart,
    prompt: (draft: Draft) => Promise<Answer<string>>,
    services: SetUpServices,
  ) =>
  async (target?: unknown): Promise<void> => {
    requireTrust();
    if (typeof target === 'string') {
      await applyPart(services, { [part]: checked(part, target.trim()) });
      return;
    }
    const answer = await prompt(draftNow(services));
    if (answer.kind === 'value') {
      await applyPart(
        services,
        part === 'tableName' ? tableParts(answer.value) : { [part]: answer.value },
      );
    } else if (answer.kind === 'leave') {
      await answer.run?.();
    }
  };

/** An empty string selects the default credentials. */
function checked(part: SelectedPart, value: string): string {
  if ((part === 'profile' && value === '') || connectionParts[part].pattern.test(value)) {
    return value;
  }
  const command = commandOf[part];
  throw new UserError(
    `setting.${part}`,
    refusal(part, value),
    t('Select one from the list.'),
    command,
  );
}

const commandOf = {
  profile: 'selectProfile',
  region: 'selectRegion',
  tableName: 'selectTable',
} as const satisfies Record<SelectedPart, string>;

function refusal(part: SelectedPart, value: string): string {
  const text = messageLabel(value, 60);
  switch (part) {
    case 'profile':
      return t('"{0}" is not a valid profile name.', text);
    case 'region':
      return t('"{0}" is not a valid region name.', text);
    case 'tableName':
      return t('"{0}" is not a valid table name.', text);
  }
}
