import { redacted } from './redacted';
import { redactOption } from './redactLogOptions';

const text = String.raw`\\*["'](?:[^"'\\]|\\.)*(?:\\*["'])?`;
const value = String.raw`(?:${text}|[^\s,}\][{]+)`;

/** Looks back, so that a long run of backslashes is gone through once and not from each of them. */
const quote = String.raw`(?<!\\)(\\*["'])`;

/** A `value` anywhere, whatever its quotes. */
const valuePattern = new RegExp(String.raw`(${quote}value\2\s*:\s*)${value}`, 'g');

const environmentPattern = new RegExp(
  String.raw`${quote}(?:environment|env)\1\s*:\s*(?=[[{])`,
  'g',
);
/** Of a log driver; damaged JSON does not tell whose options they are. */
const optionsPattern = new RegExp(String.raw`${quote}options\1\s*:\s*(?=[[{])`, 'gi');
const optionPattern = new RegExp(String.raw`(${quote}([^"'\\]*)\2\s*:\s*)(${value})`, 'g');
const namedPattern = new RegExp(String.raw`(${quote}(?!name\2)[^"'\\]*\2\s*:\s*)${value}`, 'g');
const assignedPattern = /=(?:[^"'\\]|\\.)+/g;

/**
 * Damaged JSON with the values of environment variables and secret options of log drivers covered. It has no structure to trust, so
 * whatever may be a value is covered, rather too much than too little.
 */
export function redactInvalidJson(damaged: string): string {
  const withoutVariables = coverBlocks(damaged, environmentPattern, coverVariables);
  const withoutOptions = coverBlocks(withoutVariables, optionsPattern, coverOptions);
  return withoutOptions.replace(valuePattern, `$1"${redacted}"`);
}

/** Covers what is in the brackets after each match. */
function coverBlocks(damaged: string, pattern: RegExp, cover: (block: string) => string): string {
  const pieces: string[] = [];
  let done = 0;
  for (const match of damaged.matchAll(pattern)) {
    const start = match.index + match[0].length;
    if (start > done) {
      const end = endOfBrackets(damaged, start);
      pieces.push(damaged.slice(done, start), cover(damaged.slice(start, end)));
      done = end;
    }
  }
  return [...pieces, damaged.slice(done)].join('');
}

/** Options come by name, or as `NAME=value`. */
function coverOptions(options: string): string {
  return options
    .replace(
      optionPattern,
      (_whole: string, before: string, _quote: string, name: string, value: string) => {
        const safe = redactOption(name, value);
        return safe === redacted ? `${before}"${redacted}"` : `${before}${String(safe)}`;
      },
    )
    .replace(assignedPattern, `=${redacted}`);
}

/** Variables come as `{name, value}`, as an object by name, or as `NAME=value`. */
function coverVariables(variables: string): string {
  return variables
    .replace(namedPattern, `$1"${redacted}"`)
    .replace(assignedPattern, `=${redacted}`);
}

const bracketPattern = /(["'])(?:\\.|(?!\1)[^\\])*\1|[[\]{}]/gs;

/** After the bracket that closes the one at `start`; the end of a text that was cut before. */
function endOfBrackets(damaged: string, start: number): number {
  bracketPattern.lastIndex = start;
  let depth = 0;
  for (let match = bracketPattern.exec(damaged); match; match = bracketPattern.exec(damaged)) {
    if (match[1] === undefined) {
      depth += match[0] === '[' || match[0] === '{' ? 1 : -1;
      if (depth === 0) {
        return bracketPattern.lastIndex;
      }
    }
  }
  return damaged.length;
}
