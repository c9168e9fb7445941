import { redacted } from './redacted';
import { redactOption } from './redactLogOptions';
import { VariableScanner, type SafeValue } from './variableScanner';

/**
 * The key of environment variables, of one variable's value, or of a log driver's options, up to where its
 * value begins. Damaged text may have lost one quote of the key; without quotes, a key or its value must look
 * like one, since texts speak of values, too. It does not tell whose options they are.
 */
const secretKey = new RegExp(
  String.raw`(?<![\w$.-])(?:` +
    [
      String.raw`(?:environment|env|value)\\*["']\s*[:=]\s*`,
      String.raw`(?:environment|env|([Oo]ptions))(?:\\*["'])?\s*[:=]\s*(?=[[{])`,
      String.raw`([Oo]ptions)\\*["']\s*[:=]\s*(?=\\*["'])`,
      String.raw`(?:environment|env)\s*[:=]\s*(?=\\*["']|[\w.-]+\s*=)`,
      String.raw`(?:environment|env)(?<=(?:^|[{,\r\n])\s*["']?\w+)\s*[:=]\s*`,
      // Looks back only from a key, so that long spaces are gone through once.
      String.raw`value(?<=[{,]\s*value)\s*[:=]\s*`,
    ].join('|') +
    ')',
  'g',
);

/** A name is kept if it is one of a list of variables: elsewhere, `name` may be the name of a variable. */
const safeVariable: SafeValue = (key, value, isListed) =>
  key === 'name' && isListed ? value : redacted;

const safeOption: SafeValue = (key, value) => String(redactOption(key, value));

/**
 * Damaged JSON with the values of environment variables and secret options of log drivers covered. It has no
 * structure to trust, so whatever may be a value is covered, rather too much than too little.
 */
export function redactInvalidJson(damaged: string): string {
  const pieces: string[] = [];
  let done = 0;
  const keys = new RegExp(secretKey);
  for (let match = keys.exec(damaged); match; match = keys.exec(damaged)) {
    const isOptions = (match[1] ?? match[2]) !== undefined;
    const safe = isOptions ? safeOption : safeVariable;
    const scanner = new VariableScanner(damaged, keys.lastIndex, safe);
    pieces.push(damaged.slice(done, keys.lastIndex), scanner.cover());
    done = scanner.end;
    keys.lastIndex = done;
  }
  return [...pieces, damaged.slice(done)].join('');
}
