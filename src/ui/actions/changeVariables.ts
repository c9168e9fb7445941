import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { withVariable, type ChangesDraft } from '../../core/actions/retry/changeFields';
import type { RetryValues } from '../../core/actions/retry/retryValues';
import { listLabel } from '../../core/text/escapeText';
import { confirmReveal } from './confirmReveal';

const maxTextLength = 200;
/** Shows nothing of a value, not even its length. */
const covered = '••••••••';

interface Item extends vscode.QuickPickItem {
  readonly choice?: 'add' | 'reveal' | 'back';
  readonly name?: string;
}

/** Lets the user change environment variables, whose values are covered unless they reveal them. */
export async function changeVariables(
  title: string,
  values: readonly RetryValues[],
  initial: ChangesDraft,
): Promise<ChangesDraft> {
  let state = initial;
  for (;;) {
    const picked = await vscode.window.showQuickPick<Item>(itemsOf(values, state), {
      title,
      placeHolder: t('Select a variable to change'),
      ignoreFocusOut: true,
    });
    if (picked?.choice === 'reveal') {
      state = {
        ...state,
        isRevealed: await confirmReveal(t('Reveal the values of these variables?')),
      };
    } else if (picked?.choice === 'add' || picked?.name !== undefined) {
      state = await changeVariable(picked.name ?? (await promptForName()), values, state);
    } else {
      return state;
    }
  }
}

function itemsOf(values: readonly RetryValues[], { changes, isRevealed }: ChangesDraft): Item[] {
  const { environment = {} } = changes;
  const names = new Set([
    ...values.flatMap(value => [...value.environment.keys()]),
    ...Object.keys(environment),
  ]);
  const variables = [...names].sort().map(name => {
    const value = isRevealed ? (environment[name] ?? currentOf(name, values)) : covered;
    const isChanged = Object.hasOwn(environment, name);
    return {
      name,
      label: listLabel(name, maxTextLength),
      description: listLabel(isChanged ? t('{0} (changed)', value) : value, maxTextLength),
    };
  });
  return [
    { choice: 'back', label: `$(arrow-left) ${t('Back')}` },
    { choice: 'add', label: `$(add) ${t('Add Variable…')}` },
    ...(isRevealed ? [] : [{ choice: 'reveal', label: `$(eye) ${t('Reveal Values…')}` } as const]),
    ...variables,
  ];
}

/** That of all jobs; empty where they differ. */
function currentOf(name: string, values: readonly RetryValues[]): string {
  const [first = '', ...others] = new Set(values.map(value => value.environment.get(name) ?? ''));
  return others.length === 0 ? first : '';
}

async function changeVariable(
  name: string | undefined,
  values: readonly RetryValues[],
  state: ChangesDraft,
): Promise<ChangesDraft> {
  if (name === undefined) {
    return state;
  }
  const { changes, isRevealed } = state;
  const value = await vscode.window.showInputBox({
    title: listLabel(name, maxTextLength),
    prompt: t('Value for the new job. The original job does not change.'),
    value: isRevealed ? (changes.environment?.[name] ?? currentOf(name, values)) : '',
    password: !isRevealed,
    ignoreFocusOut: true,
  });
  return value === undefined ? state : { ...state, changes: withVariable(changes, name, value) };
}

const promptForName = (): Thenable<string | undefined> =>
  vscode.window.showInputBox({
    title: t('Add Variable'),
    prompt: t('Name of the variable'),
    validateInput: text => (text.trim() === '' ? t('Enter a name.') : undefined),
    ignoreFocusOut: true,
  });
