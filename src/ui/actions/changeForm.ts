import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  changeFields,
  currentText,
  fieldLabel,
  typedProblem,
  withField,
  type ChangeField,
  type ChangesDraft,
} from '../../core/actions/retry/changeFields';
import { checkChanges } from '../../core/actions/retry/checkChanges';
import type { RetryChanges } from '../../core/actions/retry/retryChanges';
import type { RetrySource } from '../../core/actions/retry/retrySource';
import { retryValues, type RetryValues } from '../../core/actions/retry/retryValues';
import { listLabel } from '../../core/text/escapeText';
import { formatCount } from '../../core/text/formatCount';
import { changeVariables } from './changeVariables';

const maxValueLength = 200;

type Choice = ChangeField | 'environment' | 'undo' | 'review';

interface Item extends vscode.QuickPickItem {
  readonly choice?: Choice;
}

/**
 * Shows the values of the jobs and lets the user change them, one at a time, until they review the request or
 * cancel.
 */
export async function changeForm(
  title: string,
  sources: readonly RetrySource[],
  initial: ChangesDraft,
): Promise<ChangesDraft | undefined> {
  const values = sources.map(retryValues);
  let state = initial;
  for (;;) {
    const problem = problemOf(state.changes, sources);
    const picked = await vscode.window.showQuickPick<Item>(itemsOf(values, state.changes), {
      title,
      placeHolder: problem ?? t('Select what to change'),
      ignoreFocusOut: true,
    });
    if (picked?.choice === undefined) {
      return undefined;
    }
    const { choice } = picked;
    if (choice === 'environment') {
      state = await changeVariables(title, values, state);
    } else if (choice === 'undo') {
      state = { ...state, changes: {} };
    } else if (choice !== 'review') {
      state = { ...state, changes: await changeField(choice, values, sources, state) };
    } else if (problem === undefined) {
      return state;
    }
  }
}

function itemsOf(values: readonly RetryValues[], changes: RetryChanges): readonly Item[] {
  const fixed = values.find(value => value.fixed !== undefined)?.fixed;
  const fields = changeFields.map(field => ({
    choice: field,
    label: fieldLabel(field),
    description: listLabel(changeText(field, values, changes), maxValueLength),
  }));
  const hasChanges = Object.keys(changes).length > 0;
  return [
    ...fields,
    {
      choice: 'environment',
      label: t('Environment variables'),
      description: fixed ?? variablesText(values, changes),
    },
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    ...(hasChanges
      ? [{ choice: 'undo', label: `$(discard) ${t('Undo All Changes')}` } as const]
      : []),
    { choice: 'review', label: `$(json) ${t('Review Request…')}` },
  ];
}

function changeText(
  field: ChangeField,
  values: readonly RetryValues[],
  { [field]: changed }: RetryChanges,
): string {
  const current = currentText(field, values);
  return changed === undefined ? current : `${current} → ${String(changed)}`;
}

function variablesText(values: readonly RetryValues[], { environment = {} }: RetryChanges): string {
  const names = new Set(values.flatMap(value => [...value.environment.keys()]));
  const changed = Object.keys(environment).length;
  return changed === 0
    ? formatCount(names.size)
    : t('{0}, {1} changed', formatCount(names.size), formatCount(changed));
}

async function changeField(
  field: ChangeField,
  values: readonly RetryValues[],
  sources: readonly RetrySource[],
  { changes }: ChangesDraft,
): Promise<RetryChanges> {
  const changed = changes[field];
  const typed = await vscode.window.showInputBox({
    title: fieldLabel(field),
    prompt: t('Current value: {0}. Leave empty to keep it.', currentText(field, values)),
    value: changed === undefined ? '' : String(changed),
    ignoreFocusOut: true,
    validateInput: text => {
      const problem = typedProblem(field, text);
      // Another field may still have to change along with this one, so this is a hint.
      return problem ?? hint(problemOf(withField(changes, field, text), sources));
    },
  });
  return typed === undefined ? changes : withField(changes, field, typed);
}

const hint = (message: string | undefined): vscode.InputBoxValidationMessage | undefined =>
  message === undefined
    ? undefined
    : { message, severity: vscode.InputBoxValidationSeverity.Warning };

const problemOf = (changes: RetryChanges, sources: readonly RetrySource[]): string | undefined =>
  sources.flatMap(source => checkChanges(changes, source))[0]?.message;
