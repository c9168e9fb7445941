import { t } from '@vscode/l10n';
import { flags, qualifierNames, qualifiers, type QualifierName } from './searchQualifiers';
import { termPattern, valuePattern } from './searchSyntax';

/** Values that occur in jobs, for qualifiers with few distinct values. */
export type KnownValues = Partial<Readonly<Record<QualifierName, readonly string[]>>>;

export interface Suggestion {
  /** Replaces the text from `start` to the caret. */
  readonly insert: string;
  readonly help: string;
}

export interface Suggestions {
  readonly start: number;
  readonly items: readonly Suggestion[];
}

/** Of those that match what was typed; flags are few. */
const maxItems = 8;
const none: Suggestions = { start: 0, items: [] };

/** What values mean, for those that are not words themselves. */
export type ValueLabels = ReadonlyMap<string, string>;

/** Completions of the term before the caret: qualifiers, or values of one. */
export function suggestionsAt(
  text: string,
  caret: number,
  known: KnownValues,
  labels: ValueLabels = new Map(),
): Suggestions {
  const term = lastOf(text.slice(0, caret), termPattern);
  const typed = term.replace(/^-/, '');
  const [prefix, name] = /^([a-z]+):/i.exec(typed) ?? [];
  if (prefix === undefined || name === undefined) {
    return /^[a-z]*$/i.test(typed) ? qualifiersFor(typed, caret) : none;
  }
  const qualifier = qualifierNames.find(candidate => candidate === name.toLowerCase());
  const value = lastOf(typed.slice(prefix.length), valuePattern);
  return qualifier ? valuesFor(qualifier, value, caret, known, labels) : none;
}

/** The last match if it reaches the end of the text, otherwise an empty string. */
function lastOf(text: string, pattern: RegExp): string {
  const last = [...text.matchAll(pattern)].at(-1);
  return last && last.index + last[0].length === text.length ? last[0] : '';
}

function qualifiersFor(typed: string, caret: number): Suggestions {
  const prefix = typed.toLowerCase();
  const items = qualifierNames
    .filter(name => name.startsWith(prefix))
    .map(name => ({
      insert: `${name}:`,
      help: t('{0}, for example {1}', qualifiers[name].help, qualifiers[name].example),
    }));
  return { start: caret - typed.length, items: typed === '' ? items : items.slice(0, maxItems) };
}

function valuesFor(
  qualifier: QualifierName,
  typed: string,
  caret: number,
  known: KnownValues,
  labels: ValueLabels,
): Suggestions {
  const part = typed.replaceAll('"', '').toLowerCase();
  const help = qualifier === 'is' ? new Map(Object.entries(flags)) : labels;
  const values = qualifier === 'is' ? [...help.keys()] : (known[qualifier] ?? []);
  const isLike = (text: string): boolean => text.toLowerCase().includes(part);
  const matching = values.filter(
    value =>
      value !== '' && !value.includes('"') && (isLike(value) || isLike(help.get(value) ?? '')),
  );
  const isDone = matching.some(value => value.toLowerCase() === part);
  return {
    start: caret - typed.length,
    items: isDone
      ? []
      : matching.slice(0, qualifier === 'is' ? Infinity : maxItems).map(value => ({
          insert: `${quoted(value)} `,
          help: help.get(value) ?? '',
        })),
  };
}

/** Quotes values with characters that separate terms or values. */
const quoted = (value: string): string => (/[\s,]/.test(value) ? `"${value}"` : value);
