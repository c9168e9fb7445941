import { t } from '@vscode/l10n';
import { escapeLogText } from '../text/escapeLogText';
import { redactSecrets } from '../text/redactSecrets';

/** Commands that help with an error, as command ids without their prefix. */
export const remedyCommands = [
  'refresh',
  'checkConnection',
  'openSettings',
  'showLog',
  'signIn',
  'manageTrust',
  'selectProfile',
  'selectRegion',
  'selectTable',
  'setUp',
  'openAwsSetup',
] as const;

export type RemedyCommand = (typeof remedyCommands)[number];

export interface UserErrorOptions extends ErrorOptions {
  /** The command's argument, such as the region to select. */
  readonly argument?: string | undefined;
  /** Lines to copy, such as a policy or terminal commands. */
  readonly snippet?: string | undefined;
}

/**
 * An error for the user: `message` says what was wrong, `remedy` what to do about it. `code` is
 * stable for tests and logs, `cause` is for the log alone.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly argument: string | undefined;
  readonly snippet: string | undefined;

  constructor(
    readonly code: string,
    message: string,
    readonly remedy: string,
    readonly command: RemedyCommand = 'checkConnection',
    options?: UserErrorOptions,
  ) {
    super(message, options);
    this.argument = options?.argument;
    this.snippet = options?.snippet;
  }
}

/** The message of any thrown value; never throws. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) {
    return error.message || error.name;
  }
  return typeof error === 'string' ? error : t('unknown error');
}

/**
 * An error and its causes on one line for the log: codes and messages. Foreign messages are redacted, since
 * they may quote a key or a token; `maxCauses` ends circular causes.
 */
export function describeError(error: unknown, maxCauses = 8): string {
  const own = escapeLogText(
    isUserError(error)
      ? `${error.code}: ${error.message}`
      : `${nameOf(error)}${redactSecrets(messageOf(error))}`,
  );
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined || maxCauses === 0
    ? own
    : `${own} <- ${describeError(cause, maxCauses - 1)}`;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ` : '';
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** By name, not by class: errors also come from the lazily loaded chunk, which has its own classes. */
export function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === 'UserError' && 'remedy' in error;
}
