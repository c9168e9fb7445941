import { t } from '@vscode/l10n';
import { fromIni } from '@aws-sdk/credential-providers';
import { errorLabel } from '../../core/base/errorCode';
import { clipText } from '../../core/text/clipText';
import { isAbort, isUserError, messageOf, UserError } from '../../core/diagnostics/errors';
import { redactSecrets } from '../../core/text/redactSecrets';
import type { Connection } from '../config/connection';
import { listProfiles } from '../config/profiles';
import type { CredentialFailure } from './credentialFailure';
import { withinTime } from './credentialTimeout';
import { inEnvironment, noCredentials, ofEnvironment, unknownProfile } from './missingCredentials';
import { profileProblems } from './profileProblems';
import { transportProblem } from './transportProblem';

const maxReasonLength = 300;

export const mfaNeeded = ({ profile }: Pick<Connection, 'profile'>, serial: string): UserError =>
  new UserError(
    'credentials.mfa',
    profile === undefined
      ? t('The default profile needs an MFA code ({0}).', serial)
      : t('Profile "{profile}" needs an MFA code ({serial}).', { profile, serial }),
    t('Sign in and enter the code.'),
    'signIn',
  );

/** Explains to the user why there are no credentials; aborts pass through unchanged. */
export async function credentialProblem(
  thrown: unknown,
  connection: Pick<Connection, 'profile'>,
): Promise<Error> {
  if (isUserError(thrown) || isAbort(thrown)) {
    return thrown as Error;
  }
  const known = await listProfiles();
  const first = thrown instanceof Error ? thrown : new Error(messageOf(thrown));
  const name = connection.profile ?? known.defaultProfile;
  const profile = known.profiles.find(one => one.name === name);
  const isNamed = connection.profile !== undefined || Boolean(process.env['AWS_PROFILE']);
  const cause = profile && !connection.profile ? await causeIn(name, first) : first;
  if (isUserError(cause)) {
    return cause;
  }
  const error = withoutCommand(cause);
  const reason = clipText(
    redactSecrets(error.message.trim() || errorLabel(error)),
    maxReasonLength,
  );
  const failure: CredentialFailure = { error, reason, name, profile, known };
  // If a program could not reach something, its own message explains it best.
  const transportError = error === cause ? transportProblem(failure) : undefined;
  if (transportError) {
    return transportError;
  }
  if (profile && (isNamed || profile.kind !== 'none')) {
    return profileProblems[profile.kind](failure);
  }
  return isNamed
    ? unknownProfile(failure)
    : inEnvironment(error)
      ? ofEnvironment(failure)
      : noCredentials(failure);
}

/** The command and its output may hold secrets, so only the last line is shown. */
function withoutCommand(error: Error): Error {
  const [first = '', ...output] = error.message.split('\n').map(line => line.trim());
  return first.startsWith('Command failed')
    ? new Error(output.filter(Boolean).at(-1) ?? t('the command failed.'))
    : error;
}

/**
 * After a profile, the chain tries other providers and reports only the last; the profile's own error says
 * more.
 */
async function causeIn(profile: string, chainError: Error): Promise<Error> {
  if (!/any providers/i.test(chainError.message)) {
    return chainError;
  }
  try {
    const ofProfile = fromIni({
      profile,
      ignoreCache: true,
      mfaCodeProvider: () => Promise.reject(chainError),
    });
    await withinTime(ofProfile(), { profile });
    return chainError;
  } catch (error) {
    return error instanceof Error ? error : chainError;
  }
}
