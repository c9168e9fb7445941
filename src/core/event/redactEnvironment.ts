import { t } from '@vscode/l10n';
import { endOfValue, jsonTokens, layOut } from '../base/jsonTokens';
import { redacted } from './redacted';
import { redactInvalidJson } from './redactInvalidJson';
import { isLogConfiguration, mayHoldLogOptions, redactLogConfiguration } from './redactLogOptions';

export { redacted } from './redacted';

/** Batch calls the list `environment`, Kubernetes pods call it `env`. */
const environmentKeys: ReadonlySet<string> = new Set(['environment', 'env']);

export interface EventDocument {
  readonly text: string;
  /** Why the stored text is shown raw; absent when it is valid JSON. Never quotes the text. */
  readonly problem?: string;
}

/** What becomes of the values of environment variables and log driver options; they may be passwords. */
export type Values = 'covered' | 'shown';

/**
 * The stored event, pretty-printed, token by token as it was stored, with the values of environment
 * variables redacted unless they are to be shown. Text that is not JSON is shown as it is, still redacted
 * as far as text allows, with the reason beside it.
 */
export function renderEvent(fullEvent: string, values: Values = 'covered'): EventDocument {
  const isCovered = values === 'covered';
  try {
    JSON.parse(fullEvent);
    const tokens = jsonTokens(fullEvent);
    return { text: layOut(isCovered ? coveredTokens(tokens) : tokens) };
  } catch (error) {
    return {
      text: isCovered ? redactInvalidJson(fullEvent) : fullEvent,
      problem: problemOf(error),
    };
  }
}

/** The tokens of a JSON text with those of secrets replaced: what `parseRedacted` does, without parsing. */
function coveredTokens(tokens: readonly string[]): string[] {
  const covered: string[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const text = tokens[index] ?? '';
    const isKey = tokens[index + 1] === ':' && text.startsWith('"');
    const key = isKey ? parseText(text) : '';
    if (isKey && isSensitive(key)) {
      const end = endOfValue(tokens, index + 2);
      const value = tokens.slice(index + 2, end).join('');
      const safe = JSON.stringify(redactMember(key, parseRedacted(value)));
      covered.push(text, ':', ...jsonTokens(safe));
      index = end - 1;
    } else {
      covered.push(isKey || !text.startsWith('"') ? text : coveredText(text));
    }
  }
  return covered;
}

function coveredText(text: string): string {
  const value = parseText(text);
  const safe = redactNested(value);
  return safe === value ? text : JSON.stringify(safe);
}

const parseText = (text: string): string => JSON.parse(text) as string;

export type ReadJson =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

/** The value of a JSON text, with the values of environment variables redacted, or why it is none. */
export function readRedacted(json: string): ReadJson {
  try {
    return { ok: true, value: parseRedacted(json) };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

/** A JSON text with the values of environment variables redacted, compact. Throws on what is not JSON. */
export function redactJson(json: string): string {
  return JSON.stringify(parseRedacted(json));
}

function parseRedacted(json: string): unknown {
  return JSON.parse(json, (key, value: unknown) => redactMember(key, value));
}

const isSensitive = (key: string): boolean => environmentKeys.has(key) || isLogConfiguration(key);

/** The value that an object holds under a key. */
function redactMember(key: string, value: unknown): unknown {
  if (environmentKeys.has(key)) {
    return redactEnvironment(value);
  }
  return isLogConfiguration(key) ? redactConfiguration(value) : redactNested(value);
}

/** Other writers keep it as JSON in a text. */
function redactConfiguration(value: unknown): unknown {
  if (typeof value !== 'string' || value === '') {
    return redactLogConfiguration(value);
  }
  try {
    return JSON.stringify(redactLogConfiguration(parseRedacted(value)));
  } catch {
    return redacted;
  }
}

/** A list of `{name, value}` in Batch; other writers keep `NAME=value` texts, or an object by name. */
function redactEnvironment(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(redactVariable);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.keys(value).map(name => [name, redacted]));
  }
  return typeof value === 'string' && value !== '' ? redacted : value;
}

function redactVariable(variable: unknown): unknown {
  if (typeof variable === 'string') {
    return variable.replace(/=.*/s, `=${redacted}`);
  }
  return typeof variable === 'object' && variable !== null && 'value' in variable
    ? { ...variable, value: redacted }
    : variable;
}

/** JSON within a text, such as an event that was encoded twice, hides secrets as well. */
function redactNested(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) {
    return value;
  }
  if (!/env/i.test(value) && !mayHoldLogOptions(value)) {
    return value;
  }
  try {
    return redactJson(value);
  } catch {
    return redactInvalidJson(value);
  }
}

/** V8's own message quotes the text around the mistake, which may be a secret. */
function problemOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const position = /position (\d+)/.exec(message)?.[1];
  if (error instanceof RangeError) {
    return t('nested too deeply');
  }
  return position === undefined ? t('incomplete or not JSON') : t('at position {0}', position);
}
