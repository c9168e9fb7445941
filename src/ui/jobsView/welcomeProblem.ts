import type { UserError } from '../../core/diagnostics/errors';

/**
 * Error codes by welcome text: errors with the same remedy share one. Each name is a value of the context key
 * that selects the text in the manifest; a test compares the two.
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
  'batch.denied': ['batch.denied'],
  'batch.noQueues': ['batch.noQueues'],
  'batch.rejected': ['batch.rejected', 'batch.endpoint'],
};

/** Errors with their own welcome text. */
export const namedProblems: readonly string[] = Object.keys(problems);

/** The value of the context key that selects the welcome text. */
export function problemOf({ code }: Pick<UserError, 'code'>): string {
  return namedProblems.find(name => problems[name]?.includes(code)) ?? 'other';
}
