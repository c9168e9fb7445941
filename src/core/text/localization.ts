import { config, t } from '@vscode/l10n';

/** Translations by the English text, as `src/l10n/bundle.l10n.*.json` hold them. */
export type Texts = Readonly<Record<string, string>>;

let inUse: Texts = {};
let tag = 'en';

/**
 * Sets the reader's language, before any text is asked for. The extension, whose chunks share these texts, and
 * the page each call it once.
 */
export function useTexts(texts: Texts = {}): void {
  config({ contents: texts });
  inUse = texts;
  tag = t({
    message: 'en',
    comment: 'Language tag of these texts; numbers and dates follow it.',
  });
}

/** For the page. */
export const textsInUse = (): Texts => inUse;

/** Of the texts, not of the machine: numbers are written as the sentence around them is. */
export const language = (): string => tag;

/** Something made for the reader's language when it is first needed, not while modules are loaded. */
export function perLanguage<T>(make: (language: string) => T): () => T {
  let made: { readonly language: string; readonly value: T } | undefined;
  return () => {
    if (made?.language !== tag) {
      made = { language: tag, value: make(tag) };
    }
    return made.value;
  };
}

const pluralRules = perLanguage(language => new Intl.PluralRules(language));

/** The text for so many; in French 0 goes with 1. */
export const plural = (count: number, one: string, many: string): string =>
  pluralRules().select(count) === 'one' ? one : many;
