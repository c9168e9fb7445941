import { t } from '@vscode/l10n';
import { dayMs, hourMs, minuteMs } from '../base/timeUnits';
import {
  flags,
  qualifierNames,
  qualifiers,
  timedFlags,
  type Flag,
  type QualifierKind,
  type QualifierName,
  type QualifierOf,
} from './searchQualifiers';

/** A range of numbers; an absent bound is unlimited. Lengths of time are in milliseconds, memory in MiB. */
export interface Bounds {
  readonly above?: number;
  readonly below?: number;
  /** Whether the bounds themselves are in the range. */
  readonly inclusive: boolean;
}

/** One condition: it holds if any value matches, or if none does when negated. */
export type Term = { readonly negated: boolean } & (
  | { readonly name: 'word'; readonly values: readonly string[] }
  | { readonly name: QualifierOf<'exact' | 'part'>; readonly values: readonly string[] }
  | {
      readonly name: QualifierOf<'number' | 'amount' | 'size' | 'span'>;
      readonly values: readonly Bounds[];
    }
  | { readonly name: QualifierOf<'flag'>; readonly values: readonly Flag[] }
);

/** Positions in the text; `end` is exclusive. */
export interface SearchSpan {
  readonly start: number;
  readonly end: number;
}

/** What cannot be parsed, and where. */
export interface SearchProblem extends SearchSpan {
  readonly message: string;
}

export interface ParsedSearch {
  /** A job matches if all terms hold. */
  readonly terms: readonly Term[];
  /** The position of each term in the text. */
  readonly spans: readonly SearchSpan[];
  readonly problems: readonly SearchProblem[];
}

/** Spaces separate terms, except within quotes. */
export const termPattern = /(?:"[^"]*"?|[^\s"])+/g;
/** Letters only, so that the id of an array child, `uuid:index`, is parsed as a word. */
const qualifierPattern = /^([a-z]+):/i;
export const valuePattern = /(?:"[^"]*"?|[^,"])+/g;

/**
 * Parses a search: words, quoted texts and `qualifier:value,value`, each negated by a leading `-`. Case is
 * ignored. Never throws on bad input: errors are in `problems`.
 */
export function parseSearch(text: string): ParsedSearch {
  const terms: Term[] = [];
  const spans: SearchSpan[] = [];
  const problems: SearchProblem[] = [];
  for (const { 0: whole, index: start } of text.matchAll(termPattern)) {
    try {
      const term = parseTerm(whole);
      if (term) {
        terms.push(term);
        spans.push({ start, end: start + whole.length });
      }
    } catch (error) {
      if (!(error instanceof SearchError)) {
        throw error;
      }
      problems.push({ message: error.message, start, end: start + whole.length });
    }
  }
  return { terms, spans, problems };
}

/** Whether the matches change as time passes, even if no job does. */
export const dependsOnTime = ({ terms }: ParsedSearch): boolean => terms.some(isTimed);

/** The same for one term. */
export const isTimed = (term: Term): boolean =>
  term.name === 'age' ||
  term.name === 'duration' ||
  (term.name === 'is' && term.values.some(flag => timedFlags.includes(flag)));

/** The search without some of its terms. */
export function withoutTerms(text: string, isDropped: (term: Term) => boolean): string {
  const { terms, spans } = parseSearch(text);
  return terms
    .flatMap((term, index) => (isDropped(term) ? [] : (spans[index] ?? [])))
    .map(({ start, end }) => text.slice(start, end))
    .join(' ');
}

class SearchError extends Error {}

function parseTerm(whole: string): Term | undefined {
  const negated = whole.length > 1 && whole.startsWith('-');
  const text = negated ? whole.slice(1) : whole;
  checkQuotes(text);
  const [prefix, typed] = qualifierPattern.exec(text) ?? [];
  if (prefix === undefined || typed === undefined) {
    const word = unquoted(text);
    return word === '' ? undefined : { negated, name: 'word', values: [word] };
  }
  return qualified(negated, nameOf(typed), text.slice(prefix.length));
}

function checkQuotes(text: string): void {
  if ((text.match(/"/g)?.length ?? 0) % 2 === 1) {
    throw new SearchError(t('Missing closing quotation mark. Add " at the end.'));
  }
}

function nameOf(typed: string): QualifierName {
  const lower = typed.toLowerCase();
  const name = qualifierNames.find(known => known === lower);
  if (!name) {
    const near = qualifierNames.find(
      known => known.startsWith(lower.slice(0, 3)) || lower.startsWith(known),
    );
    throw new SearchError(
      near
        ? t(
            'Unknown qualifier "{0}:". Did you mean {1}:? To search for it as text, put it in quotation marks.',
            typed,
            near,
          )
        : t(
            'Unknown qualifier "{0}:". Valid qualifiers: {1}. To search for it as text, put it in quotation marks.',
            typed,
            qualifierNames.join(', '),
          ),
    );
  }
  return name;
}

function qualified(negated: boolean, name: QualifierName, text: string): Term {
  const values = (text.match(valuePattern) ?? []).map(unquoted).filter(value => value !== '');
  if (values.length === 0) {
    throw new SearchError(t('{0}: needs a value, for example {1}', name, qualifiers[name].example));
  }
  switch (name) {
    case 'exit':
    case 'attempts':
      return { negated, name, values: values.map(value => boundsOf(name, value, numberOf)) };
    case 'vcpus':
      return { negated, name, values: values.map(value => boundsOf(name, value, amountOf)) };
    case 'memory':
      return { negated, name, values: values.map(value => boundsOf(name, value, mebibytesOf)) };
    case 'age':
    case 'duration':
      return { negated, name, values: values.map(value => boundsOf(name, value, spanOf)) };
    case 'is':
      return { negated, name, values: values.map(flagOf) };
    case 'status':
    case 'type':
    case 'queue':
    case 'definition':
    case 'name':
    case 'id':
    case 'jobid':
    case 'media':
    case 'mediaid':
    case 'task':
    case 'workspace':
    case 'region':
    case 'cause':
    case 'group':
    case 'reason':
    case 'tag':
      return { negated, name, values };
  }
}

const unquoted = (text: string): string => text.replaceAll('"', '');

function boundsOf(
  name: QualifierName,
  value: string,
  read: (text: string) => number | undefined,
): Bounds {
  const [, sign, rest = ''] = /^([<>]=?)?(.*)$/.exec(value) ?? [];
  const bound = read(rest.trim());
  const { kind, example } = qualifiers[name];
  if (bound === undefined || (kind === 'span' && sign === undefined)) {
    throw new SearchError(neededText(kind, name, example));
  }
  const inclusive = sign === undefined || sign.endsWith('=');
  return {
    ...(sign?.startsWith('<') ? {} : { above: bound }),
    ...(sign?.startsWith('>') ? {} : { below: bound }),
    inclusive,
  };
}

function neededText(kind: QualifierKind, name: string, example: string): string {
  switch (kind) {
    case 'span':
      return t(
        '{0}: needs < or > and a duration in s, min, h, d, or w, for example {1}',
        name,
        example,
      );
    case 'amount':
      return t('{0}: needs a number, for example {1}', name, example);
    case 'size':
      return t('{0}: needs an amount in MiB or GiB, for example {1}', name, example);
    case 'number':
    case 'exact':
    case 'part':
    case 'flag':
      return t('{0}: needs a whole number, for example {1}', name, example);
  }
}

const numberOf = (text: string): number | undefined =>
  /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;

const amountOf = (text: string): number | undefined =>
  /^\d{1,9}(\.\d{1,3})?$/.test(text) ? Number(text) : undefined;

/** AWS Batch counts memory in MiB, so a number without a unit does too. */
function mebibytesOf(text: string): number | undefined {
  const [, amount, unit = 'm'] = /^(\d{1,9}(?:\.\d{1,3})?)(?:([mgt])i?b?)?$/i.exec(text) ?? [];
  const factor = { m: 1, g: 1_024, t: 1_024 * 1_024 }[unit.toLowerCase()];
  return amount === undefined || factor === undefined ? undefined : Number(amount) * factor;
}

const unitMs: Readonly<Record<string, number>> = {
  s: 1_000,
  m: minuteMs,
  min: minuteMs,
  h: hourMs,
  d: dayMs,
  w: 604_800_000,
};

function spanOf(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,9}(?:\.\d{1,9})?)(s|m|min|h|d|w)$/i.exec(text) ?? [];
  const size = unitMs[unit?.toLowerCase() ?? ''];
  return size === undefined ? undefined : Number(count) * size;
}

function flagOf(value: string): Flag {
  const flag = (Object.keys(flags) as Flag[]).find(known => known === value.toLowerCase());
  if (!flag) {
    throw new SearchError(
      t('Unknown value is:{0}. Valid values: {1}.', value, Object.keys(flags).join(', ')),
    );
  }
  return flag;
}

/** The revision at the end of `name:revision`, as in a search for a definition. */
export const revisionIn = (text: string): string | undefined => /:(\d+)$/.exec(text)?.[1];

/** Whether a text is more than what stands between words. */
export const hasWords = (text: string): boolean => /[^\s_-]/.test(text);
