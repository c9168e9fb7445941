import { t } from '@vscode/l10n';
import { fromIni } from '@aws-sdk/credential-providers';
import { clipText } from '../../core/text/clipText';
import {
  isAbort,
  isUserError,
  messageOf,
  UserError,
  type RemedyCommand,
} from '../../core/diagnostics/errors';
import { redactSecrets } from '../../core/text/redactSecrets';
import { sentences } from '../../core/text/sentences';
import { posixQuoted } from '../../core/text/posixQuoting';
import type { AwsProfile, AwsProfiles } from '../config/profile';
import type { Connection } from '../config/connection';
import { tlsCode, trustRemedy } from '../errors/networkErrors';
import { listProfiles } from '../config/profiles';
import { roleChain } from '../config/roleChain';

/** Long enough for a process that prompts in a browser; a hung one must not block the extension. */
const maxWaitMs = 60_000;
const maxReasonLength = 300;
const maxNames = 10;

/** @throws {UserError} if the credentials do not arrive in time. */
export async function withinTime<T>(
  credentials: Promise<T>,
  { profile }: Pick<Connection, 'profile'>,
  ms = maxWaitMs,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooLate(profile, ms)), ms);
  });
  try {
    return await Promise.race([credentials, late]);
  } finally {
    clearTimeout(timer);
  }
}

const tooLate = (profile: string | undefined, ms: number): UserError =>
  new UserError(
    'credentials.late',
    profile === undefined
      ? t('Could not get AWS credentials within {0} s.', ms / 1000)
      : t('Profile "{name}" provided no AWS credentials within {seconds} s.', {
          name: profile,
          seconds: ms / 1000,
        }),
    t('Check the credential process and the network, then refresh. Or select another profile.'),
    'selectProfile',
  );

export const mfaNeeded = ({ profile }: Pick<Connection, 'profile'>, serial: string): UserError =>
  new UserError(
    'credentials.mfa',
    profile === undefined
      ? t('The default profile needs an MFA code ({0}).', serial)
      : t('Profile "{profile}" needs an MFA code ({serial}).', { profile, serial }),
    t('Sign in and enter the code.'),
    'signIn',
  );

/** Details of a failed attempt to get a profile's credentials, for the explanations below. */
interface Failure {
  readonly error: Error;
  /** The error's message, redacted. */
  readonly reason: string;
  readonly name: string;
  readonly profile: AwsProfile | undefined;
  readonly known: AwsProfiles;
}

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
  const reason = clipText(redactSecrets(error.message.trim() || codeOf(error)), maxReasonLength);
  const failure = { error, reason, name, profile, known };
  // If a program could not reach something, its own message explains it best.
  const transportError = error === cause ? transportProblem(failure) : undefined;
  if (transportError) {
    return transportError;
  }
  if (profile && (isNamed || profile.kind !== 'none')) {
    return explanations[profile.kind](failure);
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

/** The SDK often keeps only the message of the underlying network error. */
const networkFailure =
  /\b(ENOTFOUND|EAI_AGAIN|ECONN[A-Z]+|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|EPIPE|TimeoutError|socket hang up)\b/;

const untrusted = /\bcertificate\b/i;

/** Errors of a service that is reachable but not serving requests. */
const busy = /Throttl|TooManyRequests|InternalServer|ServiceUnavailable|UnknownError/;

/** Problems caused by the network or the service rather than by the profile. */
function transportProblem(failure: Failure): UserError | undefined {
  const { error } = failure;
  const code = codeOf(error);
  if (untrusted.test(error.message) || tlsCode.test(code)) {
    return problem(
      failure,
      'network.tls',
      t('Could not get AWS credentials: {0}', failure.reason),
      trustRemedy(),
      'checkConnection',
    );
  }
  return [error.message, code].some(text => networkFailure.test(text) || busy.test(text)) ||
    statusOf(error) >= 500
    ? unfetched(failure)
    : undefined;
}

const statusOf = (error: Error): number =>
  (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata
    ?.httpStatusCode ?? 0;

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** A laptop that just woke up is not signed out, only offline for a moment. */
const unfetched = (failure: Failure): UserError =>
  problem(
    failure,
    'network',
    t('Could not get AWS credentials: {0}', failure.reason),
    t('Check the network and the proxy or VPN.'),
    'checkConnection',
  );

const explanations: Readonly<Record<AwsProfile['kind'], (failure: Failure) => UserError>> = {
  keys: failure => refused(failure) ?? without(failure),
  sso: failure => ssoProblem(failure),
  login: failure =>
    problem(
      failure,
      'credentials.sso',
      t('Profile "{0}" is not signed in, or its session has expired.', failure.name),
      t('Sign in: {0}', posixQuoted(['aws', 'login', '--profile', failure.name])),
      'signIn',
    ),
  role: failure => roleProblem(failure),
  process: failure => processProblem(failure),
  webIdentity: failure => refused(failure) ?? deniedRole(failure) ?? without(failure),
  none: failure => without(failure),
};

function ssoProblem(failure: Failure): UserError {
  const { error, name, profile } = failure;
  if (error instanceof TypeError) {
    // The SDK assumes that the profile's session exists.
    return problem(
      failure,
      'credentials.profile',
      t('Profile "{0}" refers to an SSO session that is missing from the AWS config file.', name),
      t('Complete the profile in the AWS config file, or select another profile.'),
      'selectProfile',
    );
  }
  if (/ForbiddenException|No access/i.test(error.message)) {
    return problem(
      failure,
      'credentials.denied',
      t('SSO does not allow you to use profile "{name}" ({detail}).', {
        name,
        detail: profile?.detail ?? '',
      }),
      t('Ask your administrator for this role in this account, or select another profile.'),
      'selectProfile',
    );
  }
  if (/aws sso login|UnauthorizedException/i.test(error.message)) {
    return problem(
      failure,
      'credentials.sso',
      t('The SSO session of profile "{0}" has expired or does not exist.', name),
      t('Sign in: {0}', posixQuoted(['aws', 'sso', 'login', '--profile', name])),
      'signIn',
    );
  }
  return without(failure);
}

function roleProblem(failure: Failure): UserError {
  const { error, name, known } = failure;
  if (
    /MultiFactorAuthentication failed|MFA.*(invalid|one time)|validation.*tokenCode/i.test(
      error.message,
    )
  ) {
    return problem(
      failure,
      'credentials.mfaCode',
      t('AWS rejected this MFA code.'),
      t('Wait for the next code on the device and enter it. Each code works only once.'),
      'signIn',
    );
  }
  if (/cycle/i.test(error.message)) {
    return problem(
      failure,
      'credentials.profile',
      t('Profile "{0}" has a circular source_profile chain.', name),
      t('Correct source_profile in the AWS config file, or select another profile.'),
      'selectProfile',
    );
  }
  const source = /using profile: \[(.*?)\]/.exec(error.message)?.[1];
  if (source !== undefined && source !== name) {
    return problem(
      failure,
      'credentials.profile',
      known.profiles.some(one => one.name === source)
        ? t('Profile "{name}" gets its credentials from "{source}", which has none.', {
            name,
            source,
          })
        : t('Profile "{name}" gets its credentials from "{source}", which does not exist.', {
            name,
            source,
          }),
      t('Correct source_profile in the AWS config file, or select another profile.'),
      'selectProfile',
    );
  }
  return refused(failure) ?? deniedRole(failure) ?? sourceProblem(failure) ?? without(failure);
}

function deniedRole(failure: Failure): UserError | undefined {
  const { error, name, profile, reason } = failure;
  return error.name.startsWith('AccessDenied')
    ? problem(
        failure,
        'credentials.denied',
        t('Profile "{name}" is not allowed to assume its role ({detail}): {reason}', {
          name,
          detail: profile?.detail ?? '',
          reason,
        }),
        t(
          'The role’s trust policy must allow your identity, and your identity needs sts:AssumeRole on the role.',
        ),
        'selectProfile',
      )
    : undefined;
}

/** A role is assumed with the credentials of another profile, which may require a sign-in. */
function sourceProblem(failure: Failure): UserError | undefined {
  const { root: profile } = roleChain(failure.known.profiles, failure.profile);
  return profile && ['sso', 'login', 'process'].includes(profile.kind)
    ? explanations[profile.kind]({ ...failure, name: profile.name, profile })
    : undefined;
}

function processProblem(failure: Failure): UserError {
  const { name, reason } = failure;
  return problem(
    failure,
    'credentials.process',
    t('The credential process of profile "{name}" provided no credentials: {reason}', {
      name,
      reason: reason.replace(/^Profile .*? credential_process /, ''),
    }),
    t('Run the credential_process command in a terminal, fix it, then refresh.'),
    'selectProfile',
  );
}

/** Errors with which AWS rejects a profile's credentials. */
function refused(failure: Failure): UserError | undefined {
  const { error, name, reason } = failure;
  if (error.name.startsWith('ExpiredToken')) {
    return problem(
      failure,
      'credentials.expired',
      t('The credentials of profile "{0}" have expired.', name),
      t('Sign in again, or renew the keys in the AWS credentials file.'),
      'signIn',
    );
  }
  return /^(InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidIdentityToken)/.test(
    error.name,
  )
    ? problem(
        failure,
        'credentials.invalid',
        t('AWS rejected the credentials of profile "{name}": {reason}', { name, reason }),
        t('Check the access key in the AWS credentials file, or select another profile.'),
        'selectProfile',
      )
    : undefined;
}

const without = (failure: Failure): UserError =>
  problem(
    failure,
    'credentials.profile',
    t('Profile "{name}" provides no AWS credentials: {reason}', {
      name: failure.name,
      reason: failure.reason,
    }),
    t('Complete the profile in the AWS config file, or select another profile.'),
    'selectProfile',
  );

function unknownProfile(failure: Failure): UserError {
  const { name, known } = failure;
  const names = known.profiles.map(profile => profile.name);
  const listed = names.slice(0, maxNames).join(', ');
  return problem(
    failure,
    'credentials.profile',
    t('Profile "{0}" does not exist in the AWS config files.', name),
    names.length === 0
      ? t('Add it: {0}', posixQuoted(['aws', 'configure', '--profile', name]))
      : names.length > maxNames
        ? t('Select an existing profile: {0}, and others.', listed)
        : t('Select an existing profile: {0}.', listed),
    'selectProfile',
  );
}

const fromContainer = [
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
] as const;

/** Whether the environment configures credentials, other than profiles and keys. */
const inEnvironment = (error: Error): boolean =>
  fromContainer.some(name => process.env[name]) || !/any providers/i.test(error.message);

const ofEnvironment = (failure: Failure): UserError =>
  problem(
    failure,
    'credentials.environment',
    t('Could not load the AWS credentials configured in the environment: {0}', failure.reason),
    t('Check the environment variables that start with AWS_, or select a profile.'),
    'selectProfile',
  );

const noCredentials = (failure: Failure): UserError =>
  problem(
    failure,
    'credentials.none',
    t('No AWS credentials were found.'),
    failure.known.profiles.length > 0
      ? t('Select a profile, or run "aws configure".')
      : t('Run "aws configure" or "aws configure sso", or set up a profile.'),
    failure.known.profiles.length > 0 ? 'selectProfile' : 'setUp',
  );

/** Appends unreadable AWS files, which explain what is missing. */
function problem(
  { error, known }: Failure,
  code: string,
  message: string,
  remedy: string,
  command: RemedyCommand,
): UserError {
  return new UserError(code, sentences(message, ...known.problems), remedy, command, {
    cause: error,
  });
}
