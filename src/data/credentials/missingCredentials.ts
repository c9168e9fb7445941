import { t } from '@vscode/l10n';
import type { UserError } from '../../core/diagnostics/errors';
import { posixQuoted } from '../../core/text/posixQuoting';
import { problem, type CredentialFailure } from './credentialFailure';

const maxNames = 10;

export function unknownProfile(failure: CredentialFailure): UserError {
  const { name, known } = failure;
  const names = known.profiles.map(profile => profile.name);
  const listed = names.slice(0, maxNames).join(', ');
  return problem(
    failure,
    'credentials.profile',
    t('Profile "{0}" does not exist in the AWS config files.', name),
    names.length === 0
      ? t('To create it, run: {0}', posixQuoted(['aws', 'configure', '--profile', name]))
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
export const inEnvironment = (error: Error): boolean =>
  fromContainer.some(name => process.env[name]) || !/any providers/i.test(error.message);

export const ofEnvironment = (failure: CredentialFailure): UserError =>
  problem(
    failure,
    'credentials.environment',
    t('Could not load the AWS credentials configured in the environment: {0}', failure.reason),
    t('Check the environment variables that start with AWS_, or select a profile.'),
    'selectProfile',
  );

export const noCredentials = (failure: CredentialFailure): UserError =>
  problem(
    failure,
    'credentials.none',
    t('No AWS credentials were found.'),
    failure.known.profiles.length > 0
      ? t('Select a profile, or run "aws configure".')
      : t('Run "aws configure" or "aws configure sso", or set up a profile.'),
    failure.known.profiles.length > 0 ? 'selectProfile' : 'setUp',
  );
