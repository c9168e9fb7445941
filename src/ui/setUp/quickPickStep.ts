import * as vscode from 'vscode';
import { messageOf } from '../../core/diagnostics/errors';

/** How a step of a path ends. */
export type Answer<T> =
  | { readonly kind: 'value'; readonly value: T }
  /** To the step before, or to the first of all. */
  | { readonly kind: 'back'; readonly toFirst?: true }
  /** Nothing is changed; `run` is what the user turned to instead. */
  | { readonly kind: 'leave'; readonly run?: () => unknown };

/** Where a step is on its path; a step alone has no place. */
export interface StepPosition {
  readonly step: number;
  readonly totalSteps: number;
}

/** An entry that ends the step, or does something and leaves the list open, or only tells something. */
export interface Choice<T> extends vscode.QuickPickItem {
  readonly answer?: Answer<T>;
  readonly act?: () => unknown;
}

export interface Question<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly position?: StepPosition | undefined;
  /** What stands for the text that was typed; undefined while it needs nothing. */
  readonly typed: (text: string) => Choice<T> | undefined;
}

/** The list while it is on show. */
export interface OpenList<T> {
  show(choices: readonly Choice<T>[], preferred?: Choice<T>): void;
  busy(isBusy: boolean): void;
  /** Aborts when the list is closed. */
  readonly signal: AbortSignal;
}

/**
 * Asks with a list that `fill` may fill little by little, and in which anything can be typed. What `fill`
 * fails with ends the question.
 */
export function askList<T>(
  { title, placeholder, position, typed }: Question<T>,
  fill: (list: OpenList<T>) => unknown,
): Promise<Answer<T>> {
  const picker = vscode.window.createQuickPick<Choice<T>>();
  const closed = new AbortController();
  let listed: readonly Choice<T>[] = [];
  let forText: Choice<T> | undefined;

  picker.title = title;
  picker.placeholder = placeholder;
  picker.matchOnDescription = true;
  // A sign-in on the way takes the focus elsewhere.
  picker.ignoreFocusOut = true;
  picker.step = position?.step;
  picker.totalSteps = position?.totalSteps;
  picker.buttons =
    position !== undefined && position.step > 1 ? [vscode.QuickInputButtons.Back] : [];

  const isListed = (text: string): boolean => listed.some(({ label }) => bare(label) === text);
  const show = (preferred?: Choice<T>): void => {
    picker.items = forText ? [...listed, forText] : listed;
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
      const before = forText;
      forText = text === '' || isListed(text) ? undefined : typed(text);
      if (before !== undefined || forText !== undefined) {
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

/** The label without the icon before it. */
const bare = (label: string): string => label.replace(/^\$\([\w~-]+\) /, '');

export const heading = (label: string): Choice<never> => ({
  label,
  kind: vscode.QuickPickItemKind.Separator,
});

/** What only tells something. */
export const note = (label: string, detail?: string): Choice<never> => ({
  label: `$(info) ${label}`,
  alwaysShow: true,
  ...(detail === undefined ? {} : { detail }),
});

/** The text that was typed, as an entry; or why it cannot be one. */
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
