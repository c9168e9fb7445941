import { UserError, type RemedyCommand } from '../../core/diagnostics/errors';
import { sentences } from '../../core/text/sentences';
import type { AwsProfile, AwsProfiles } from '../config/profile';

/** Details of a failed attempt to get a profile's credentials, for the explanations below. */
export interface CredentialFailure {
  readonly error: Error;
  /** The error's message, redacted. */
  readonly reason: string;
  readonly name: string;
  readonly profile: AwsProfile | undefined;
  readonly known: AwsProfiles;
}

/** Appends unreadable AWS files, which explain what is missing. */
export function problem(
  { error, known }: CredentialFailure,
  code: string,
  message: string,
  remedy: string,
  command: RemedyCommand,
): UserError {
  return new UserError(code, sentences(message, ...known.problems), remedy, command, {
    cause: error,
  });
}
