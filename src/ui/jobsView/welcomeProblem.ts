import type { UserError } from '../../core/diagnostics/errors';

/**
 * The welcome text of an empty view for each error, by what helps against it: several errors have one text.
 * Each name is a value of the context key that picks the text in the manifest; a test holds the two together.
 */
const problems: Readonly<Record<string, readonly string[]>> = {
  restricted: ['restricted'],
  'credentials.none': ['credentials.none'],
  'credentials.profile': [
    'credentials.profile',
    'credentials.process',
    'credentials.invalid',
    'credentials.denied',
    'credentials.late',
    'credentials.environment',
  ],
  'credentials.signIn': ['credentials.sso', 'credentials.expired'],
  'credentials.mfa': ['credentials.mfa', 'credentials.mfaCode'],
  'access.denied': ['access.denied'],
  'table.missing': ['table.missing', 'table.region', 'table.gone'],
  'table.key': ['table.key', 'table.unreadable'],
  network: ['network', 'network.endpoint'],
  'network.path': ['network.tls', 'network.proxy'],
  'clock.skew': ['clock.skew'],
  throttled: ['throttled'],
};

/** Errors that have a welcome text of their own. */
export const namedProblems: readonly string[] = Object.keys(problems);

/** The value of the context key that picks the welcome text. */
export function problemOf({ code }: Pick<UserError, 'code'>): string {
  return namedProblems.find(name => problems[name]?.includes(code)) ?? 'other';
}
