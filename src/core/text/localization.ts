import { config, t } from '@vscode/l10n';

/** Translations by English text, as in `src/l10n/bundle.l10n.*.json`. */
export type Texts = Readonly<Record<string, string>>;

let currentTexts: Texts = {};
let tag = 'en';

/**
 * Sets the display language; must be called before any text is looked up. The extension, whose chunks share
 * these texts, and the page each call it once.
 */
export function useTexts(texts: Texts = {}): void {
  config({ contents: texts });
  currentTexts = texts;
  tag = t({
    message: 'en',
    comment: 'Language tag of these texts; numbers and dates follow it.',
  });
}

/** Sent to the page. */
export const textsInUse = (): Texts => currentTexts;

/** The language of the texts, not of the machine, so that numbers match the sentence around them. */
export const language = (): string => tag;

/** A value for the display language, created on first use rather than while modules load. */
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

/** The singular or plural text for a count; in French, 0 is singular. */
export const plural = (count: number, one: string, many: string): string =>
  pluralRules().select(count) === 'one' ? one : many;
