import { readFile } from 'node:fs/promises';
import { t } from '@vscode/l10n';
import { messageOf } from '../../core/diagnostics/errors';
import { readAwsFiles, type Section, type Sections } from './awsFiles';
import type { AwsProfile, AwsProfiles, ProfileKind } from './profile';
import { configFile, credentialsFile, defaultProfile } from './credentialFiles';

/** Sections of the config file that are not profiles: `sso-session.main`, `services.local`. */
const notProfiles = /^(sso-session|services)\./;

/** The profiles of the AWS config and credentials files, read again on each call. Missing files are empty. */
export async function listProfiles(env: NodeJS.ProcessEnv = process.env): Promise<AwsProfiles> {
  const files = [configFile(env), credentialsFile(env)] as const;
  const [{ config, credentials }, ...problems] = await Promise.all([
    readAwsFiles(env),
    ...files.map(problemOf),
  ]);
  const profiles = merged(config, credentials);
  return {
    profiles,
    regions: regionsOf(profiles, env),
    problems: problems.flatMap(problem => problem ?? []),
    inEnvironment: Boolean(env['AWS_ACCESS_KEY_ID'] && env['AWS_SECRET_ACCESS_KEY']),
    defaultProfile: defaultProfile(env),
  };
}

function merged(config: Sections, credentials: Sections): AwsProfile[] {
  const names = new Set([
    ...Object.keys(config).filter(name => !notProfiles.test(name)),
    ...Object.keys(credentials),
  ]);
  return [...names].map(name =>
    profileOf(name, { ...config[name], ...credentials[name] }, session(config, config[name])),
  );
}

/** The section that a profile's `sso_session` refers to. */
function session(config: Sections, section: Section | undefined): Section {
  const name = section?.['sso_session'];
  return (name === undefined ? undefined : config[`sso-session.${name}`]) ?? {};
}

function profileOf(name: string, section: Section, sso: Section): AwsProfile {
  const kind = kindOf(section);
  return {
    name,
    kind,
    region: section['region'],
    detail: detailOf(kind, section, sso),
    source: kind === 'role' ? section['source_profile'] : undefined,
    mfaSerial: kind === 'role' ? section['mfa_serial'] : undefined,
  };
}

/** In the SDK's order of precedence. */
function kindOf(section: Section): ProfileKind {
  const has = (key: string): boolean => section[key] !== undefined;
  if (has('role_arn') && (has('source_profile') || has('credential_source'))) {
    return 'role';
  }
  if (has('aws_access_key_id') && has('aws_secret_access_key')) {
    return 'keys';
  }
  if (has('web_identity_token_file') && has('role_arn')) {
    return 'webIdentity';
  }
  if (has('credential_process')) {
    return 'process';
  }
  if (has('sso_session') || has('sso_start_url') || has('sso_account_id')) {
    return 'sso';
  }
  return has('login_session') ? 'login' : 'none';
}

/** Never contains a key, a token, or a process's command, which may hold a password. */
function detailOf(kind: ProfileKind, section: Section, sso: Section): string {
  switch (kind) {
    case 'keys':
      return t('access key');
    case 'sso':
      return t('SSO, account {account}, role {role}', {
        account: section['sso_account_id'] ?? '?',
        role: section['sso_role_name'] ?? sso['sso_start_url'] ?? '?',
      });
    case 'login':
      return t('AWS sign-in');
    case 'role':
      return t('role {role} through {source}', {
        role: section['role_arn'] ?? '?',
        source: section['source_profile'] ?? section['credential_source'] ?? '?',
      });
    case 'process':
      return t('credential process');
    case 'webIdentity':
      return t('web identity, role {0}', section['role_arn'] ?? '?');
    case 'none':
      return t('no credentials');
  }
}

function regionsOf(profiles: readonly AwsProfile[], env: NodeJS.ProcessEnv): string[] {
  const named = [
    env['AWS_REGION'],
    env['AWS_DEFAULT_REGION'],
    ...profiles.map(({ region }) => region),
  ];
  return [...new Set(named.flatMap(region => region ?? []))].filter(region => region !== '');
}

/** The loader silently skips unreadable files. */
async function problemOf(file: string): Promise<string | undefined> {
  try {
    await readFile(file);
    return undefined;
  } catch (error) {
    const { code } = error as { code?: unknown };
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? undefined
      : t('Could not read the file {0}: {1}', file, messageOf(error));
  }
}
