import { redacted, VariableScanner } from './variableScanner';

export { redacted };

/**
 * The key of environment variables, or of one variable's value, up to where its value begins. Damaged text may
 * have lost one quote of the key; without quotes, a key must look like one, since texts speak of values, too.
 */
const secretKey = new RegExp(
  String.raw`(?<![\w$.-])(?:` +
    [
      String.raw`(?:environment|env|value)\\*["']\s*[:=]\s*`,
      String.raw`(?:environment|env)\s*[:=]\s*(?=[[{])`,
      // Looks back only from a `value`, so that long spaces are gone through once.
      String.raw`value(?<=[{,]\s*value)\s*[:=]\s*`,
    ].join('|') +
    ')',
  'g',
);

/**
 * Damaged JSON with the values of environment variables covered. It has no structure to trust, so
 * whatever may be a value is covered, rather too much than too little.
 */
export function redactInvalidJson(damaged: string): string {
  const pieces: string[] = [];
  let done = 0;
  const keys = new RegExp(secretKey);
  for (let match = keys.exec(damaged); match; match = keys.exec(damaged)) {
    const scanner = new VariableScanner(damaged, keys.lastIndex);
    pieces.push(damaged.slice(done, keys.lastIndex), scanner.cover());
    done = scanner.end;
    keys.lastIndex = done;
  }
  return [...pieces, damaged.slice(done)].join('');
}
