/** Words that introduce a secret, with the value that follows: a quoted text, or up to the next space. */
const namedSecret =
  /((?:secret|token|password|passwd|pwd|api[-_]?key|access[-_]?key)[\w-]*["']?\s*[:=]\s*)("[^"]*"|'[^']*'|\S+)/gi;

/** User name and password in a URL. */
const urlUser = /:\/\/[^\s/]*@/g;

/** Long words that are not secrets: ARNs, URLs without their query, host names, hidden files. */
const harmless = [
  /\barn:aws[\w-]*:[^\s"',]+/,
  /\bhttps?:\/\/[^\s"'?#]+/,
  /(?<![\w/+=%.-])[a-z0-9-]+(?:\.[a-z0-9-]+)+(?![\w/+=%-])/,
  /(?<![\w/+=%.-])~?(?:\/[\w-]+)*\/\.[a-z][\w./-]*/,
];

/** Access key IDs, signed tokens, and long runs of characters typical of keys and signatures. */
const secret = [
  /\b(?:AKIA|ASIA|AIDA|AROA)[A-Z0-9]{12,}\b/,
  /\beyJ[\w-]+(?:\.[\w-]+)+/,
  /[\w/+=%-]{40,}/,
];

const source = (patterns: readonly RegExp[]): string =>
  patterns.map(pattern => pattern.source).join('|');

const words = new RegExp(`(${source(harmless)})|${source(secret)}`, 'g');

/**
 * Redacts anything that could be a credential in text from AWS and other programs. Harmless words match
 * first, so nothing within them is redacted.
 */
export function redactSecrets(text: string): string {
  return text
    .replace(urlUser, '://***@')
    .replace(namedSecret, '$1***')
    .replace(words, (_, harmlessWord: string | undefined) => harmlessWord ?? '***');
}
