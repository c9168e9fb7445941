import { t } from '@vscode/l10n';
import type { UserError } from '../../core/diagnostics/errors';
import { posixQuoted } from '../../core/text/posixQuoting';
import type { AwsProfile } from '../config/profile';
import { roleChain } from '../config/roleChain';
import { problem, type CredentialFailure } from './credentialFailure';

/** What is wrong with a profile, by its kind. */
export const profileProblems: Readonly<
  Record<AwsProfile['kind'], (failure: CredentialFailure) => UserError>
> = {
  keys: failure => refused(failure) ?? without(failure),
  sso: failure => ssoProblem(failure),
  login: failure =>
    problem(
      failure,
      'credentials.sso',
      t('Profile "{0}" is not signed in, or its session has expired.', failure.name),
      t('To sign in, run: {0}', posixQuoted(['aws', 'login', '--profile', failure.name])),
      'signIn',
    ),
  role: failure => roleProblem(failure),
  process: failure => processProblem(failure),
  webIdentity: failure => refused(failure) ?? deniedRole(failure) ?? without(failure),
  none: failure => without(failure),
};

function ssoProblem(failure: CredentialFailure): UserError {
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
      t('To sign in, run: {0}', posixQuoted(['aws', 'sso', 'login', '--profile', name])),
      'signIn',
    );
  }
  return without(failure);
}

function roleProblem(failure: CredentialFailure): UserError {
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

function deniedRole(failure: CredentialFailure): UserError | undefined {
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
function sourceProblem(failure: CredentialFailure): UserError | undefined {
  const { root: profile } = roleChain(failure.known.profiles, failure.profile);
  return profile && ['sso', 'login', 'process'].includes(profile.kind)
    ? profileProblems[profile.kind]({ ...failure, name: profile.name, profile })
    : undefined;
}

function processProblem(failure: CredentialFailure): UserError {
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
function refused(failure: CredentialFailure): UserError | undefined {
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

const without = (failure: CredentialFailure): UserError =>
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
