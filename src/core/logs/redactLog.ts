import { redacted } from '../event/redacted';
import { redactInvalidJson } from '../event/redactInvalidJson';

/** A list or an object of environment variables, as events have them and programs print them. */
const variables = /(?<![\w$.-])env(?:ironment)?\\*["']?\s{0,8}[:=]\s{0,8}[[{]/;

/** Anything that the patterns below may match; most lines have none of it. */
const suspicious =
  /secret|token|passw|pwd|key|bearer|basic|eyJ|A(?:KIA|SIA|IDA|ROA)|:\/\/[^\s/]*@|[\w+/=]{40}/i;

/**
 * Words that introduce a secret, with the value that follows: a quoted text, which may be JSON within JSON, or up
 * to the next space. Repetitions are limited, so that hostile lines cost no more than long ones.
 */
const namedSecret =
  /((?:secret|token|password|passwd|pwd|api[-_]?key|access[-_]?key|private[-_]?key)[\w-]{0,64}\\*["']?\s{0,8}[:=]\s{0,8})("[^"]*"?|'[^']*'?|\\+"(?:[^"\\]|\\(?!\\*"))*(?:\\+")?|[^\s,;&)\]}]+)/gi;

/** Counts and flags, such as `max_tokens=4096`. */
const harmlessValue = /^\\*["']?(?:\d{1,7}|true|false|null|none|undefined|)\\*["']?$/i;

const urlUser = /:\/\/[^\s/]*@/g;
const authorization = /\b(bearer|basic)(\s+)[\w.~+/=-]{8,}/gi;
const knownForms = /\b(?:AKIA|ASIA|AIDA|AROA)[A-Z0-9]{12,}\b|\beyJ[\w-]+(?:\.[\w-]+)+/g;

/** A long run of the characters of keys, signatures and encoded data. */
const longRun = /[A-Za-z0-9+/=]{40,}/g;

/** Hashes lack capital letters, and paths have many slashes; keys have neither trait. */
function isLikelyKey(run: string): boolean {
  const slashes = run.split('/').length - 1;
  return (
    /[A-Z]/.test(run) &&
    /[a-z]/.test(run) &&
    /\d/.test(run) &&
    slashes <= Math.ceil(run.length / 12)
  );
}

/** Covers whatever in a log entry looks like a secret, as events cover the values of variables. */
export function redactLog(text: string): string {
  const withoutVariables = variables.test(text) ? redactInvalidJson(text) : text;
  if (!suspicious.test(withoutVariables)) {
    return withoutVariables;
  }
  return withoutVariables
    .replace(urlUser, `://${redacted}@`)
    .replace(namedSecret, (match, name: string, value: string) =>
      harmlessValue.test(value) || value.startsWith(redacted) ? match : `${name}${redacted}`,
    )
    .replace(authorization, `$1$2${redacted}`)
    .replace(knownForms, redacted)
    .replace(longRun, run => (isLikelyKey(run) ? redacted : run));
}
