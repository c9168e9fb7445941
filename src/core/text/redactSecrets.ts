/** Words that introduce a secret, with what follows them up to the next space. */
const named =
  /((?:secret|token|password|passwd|pwd|api[-_]?key|access[-_]?key)[\w-]*["']?\s*[:=]\s*)("[^"]*"|'[^']*'|\S+)/gi;

/** Who an address signs in as, with the password. */
const user = /:\/\/[^\s/]*@/g;

/** Long words that are known to be none: ARNs, addresses without their queries, hosts, hidden files. */
const harmless = [
  /\barn:aws[\w-]*:[^\s"',]+/,
  /\bhttps?:\/\/[^\s"'?#]+/,
  /(?<![\w/+=%.-])[a-z0-9-]+(?:\.[a-z0-9-]+)+(?![\w/+=%-])/,
  /(?<![\w/+=%.-])~?(?:\/[\w-]+)*\/\.[a-z][\w./-]*/,
];

/** Ids of access keys, signed tokens, and long runs of characters as keys and signatures are made of. */
const secret = [
  /\b(?:AKIA|ASIA|AIDA|AROA)[A-Z0-9]{12,}\b/,
  /\beyJ[\w-]+(?:\.[\w-]+)+/,
  /[\w/+=%-]{40,}/,
];

const source = (patterns: readonly RegExp[]): string =>
  patterns.map(pattern => pattern.source).join('|');

const words = new RegExp(`(${source(harmless)})|${source(secret)}`, 'g');

/**
 * What other programs and AWS say of credentials, without what could be one. What comes first is taken
 * first, so nothing within a harmless word is looked at.
 */
export function redactSecrets(text: string): string {
  return text
    .replace(user, '://***@')
    .replace(named, '$1***')
    .replace(words, (_, kept: string | undefined) => kept ?? '***');
}
