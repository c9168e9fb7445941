import * as vscode from 'vscode';
import { messageOf } from '../../core/diagnostics/errors';

/** How a step ends. */
export type Answer<T> =
  | { readonly kind: 'value'; readonly value: T }
  /** To the previous step, or to that of the profile. */
  | { readonly kind: 'back'; readonly toProfile?: true }
  /** Cancels; `run` is what the user selected instead. */
  | { readonly kind: 'leave'; readonly run?: () => unknown };

/** The position of a step in the guided set-up; a standalone step has none. */
export interface StepPosition {
  readonly step: number;
  readonly totalSteps: number;
}

/** An item that ends the step, or runs something and keeps the list open, or is informational only. */
export interface Choice<T> extends vscode.QuickPickItem {
  readonly answer?: Answer<T>;
  readonly act?: () => unknown;
}

export interface ListOptions<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly position?: StepPosition | undefined;
  /** The item for the typed text; undefined if it needs none. */
  readonly typed: (text: string) => Choice<T> | undefined;
}

/** The list while it is open. */
export interface OpenList<T> {
  show(choices: readonly Choice<T>[], preferred?: Choice<T>): void;
  busy(isBusy: boolean): void;
  /** Aborted when the list closes. */
  readonly signal: AbortSignal;
}

/**
 * Prompts with a quick pick that `fill` fills, possibly in several steps, and that accepts typed text.
 * Rejects if `fill` fails.
 */
export function pickFromList<T>(
  { title, placeholder, position, typed }: ListOptions<T>,
  fill: (list: OpenList<T>) => unknown,
): Promise<Answer<T>> {
  const picker = vscode.window.createQuickPick<Choice<T>>();
  const closed = new AbortController();
  let listed: readonly Choice<T>[] = [];
  let textChoice: Choice<T> | undefined;

  picker.title = title;
  picker.placeholder = placeholder;
  picker.matchOnDescription = true;
  // A sign-in meanwhile moves the focus elsewhere.
  picker.ignoreFocusOut = true;
  picker.step = position?.step;
  picker.totalSteps = position?.totalSteps;
  picker.buttons =
    position !== undefined && position.step > 1 ? [vscode.QuickInputButtons.Back] : [];

  const isListed = (text: string): boolean =>
    listed.some(({ label }) => withoutIcon(label) === text);
  const show = (preferred?: Choice<T>): void => {
    picker.items = textChoice ? [...listed, textChoice] : listed;
    if (preferred && picker.value === '') {
      picker.activeItems = [preferred];
    }
  };
  const list: OpenList<T> = {
    show: (choices, preferred) => {
      listed = choices;
      show(preferred);
    },
    busy: isBusy => (picker.busy = isBusy),
    signal: closed.signal,
  };

  return new Promise((resolve, reject) => {
    const end = (answer: Answer<T>): void => {
      resolve(answer);
      picker.hide();
    };
    picker.onDidChangeValue(value => {
      const text = value.trim();
      const before = textChoice;
      textChoice = text === '' || isListed(text) ? undefined : typed(text);
      if (before !== undefined || textChoice !== undefined) {
        show();
      }
    });
    picker.onDidAccept(() => {
      const text = picker.value.trim();
      const chosen = picker.activeItems[0] ?? (text === '' ? undefined : typed(text));
      chosen?.act?.();
      if (chosen?.answer) {
        end(chosen.answer);
      }
    });
    picker.onDidTriggerButton(() => end({ kind: 'back' }));
    picker.onDidHide(() => {
      closed.abort();
      resolve({ kind: 'leave' });
      picker.dispose();
    });
    picker.show();
    Promise.resolve(fill(list)).catch((error: unknown) => {
      reject(asError(error));
      picker.hide();
    });
  });
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(messageOf(error), { cause: error });

/** The label without its leading icon. */
const withoutIcon = (label: string): string => label.replace(/^\$\([\w~-]+\) /, '');

export const heading = (label: string): Choice<never> => ({
  label,
  kind: vscode.QuickPickItemKind.Separator,
});

/** An informational item. */
export const note = (label: string, detail?: string): Choice<never> => ({
  label: `$(info) ${label}`,
  alwaysShow: true,
  ...(detail === undefined ? {} : { detail }),
});

/** The typed text as an item, or the reason why it is invalid. */
export const typedChoice = (
  text: string,
  pattern: RegExp,
  use: string,
  refusal: string,
): Choice<string> =>
  pattern.test(text)
    ? {
        label: text,
        description: use,
        alwaysShow: true,
        answer: { kind: 'value', value: text },
      }
    : note(refusal);
