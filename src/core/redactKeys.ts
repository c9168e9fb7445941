/** Ids of access keys, and long runs of characters as keys, tokens and signatures are made of. */
const secrets =
  /\b(?:AKIA|ASIA|AIDA|AROA)[A-Z0-9]{12,}\b|(?<![\w/+=:.-])[\w/+=-]{40,}(?![\w/+=:.-])/g;

/** Words that introduce a secret, with what follows them up to the next space. */
const named =
  /((?:secret|token|password|passwd|pwd|credential|api[-_]?key|access[-_]?key)[\w-]*["']?\s*[:=]\s*)("[^"]*"|'[^']*'|\S+)/gi;

/** What other programs and AWS say of credentials, without what could be one. */
export function redactKeys(text: string): string {
  return text.replace(named, '$1***').replace(secrets, '***');
}
