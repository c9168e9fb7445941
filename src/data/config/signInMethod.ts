import type { AwsProfile, AwsProfiles } from './profile';
import { roleChain } from './roleChain';

/** How a user signs in for a profile. */
export type SignInMethod =
  /** Requires a code of this MFA device. */
  | { readonly kind: 'code'; readonly serial: string }
  /** Runs a program that opens the browser; its command line as words. */
  | { readonly kind: 'program'; readonly words: readonly string[] }
  /** Nothing to sign in to: keys, a process, or no credentials at all. */
  | { readonly kind: 'none'; readonly profile: AwsProfile | undefined };

/** The SDK prefers access keys in the environment to the default profile, but not to one that is named. */
export const usesEnvironmentKeys = (
  { inEnvironment }: Pick<AwsProfiles, 'inEnvironment'>,
  profile: string | undefined,
  env: NodeJS.ProcessEnv,
): boolean => inEnvironment && profile === undefined && !env['AWS_PROFILE'];

/** Decided by the kind of the profile; for a role, by that of the profile it is assumed from. */
export function signInMethod(
  { profiles }: Pick<AwsProfiles, 'profiles'>,
  name: string,
): SignInMethod {
  const named = profiles.find(one => one.name === name);
  const { root: profile, roles } = roleChain(profiles, named);
  const serial = roles.find(({ mfaSerial }) => mfaSerial !== undefined)?.mfaSerial;
  if (profile?.kind === 'sso') {
    return program('sso', 'login', '--profile', profile.name);
  }
  if (profile?.kind === 'login') {
    return program('login', '--profile', profile.name);
  }
  return serial === undefined ? { kind: 'none', profile } : { kind: 'code', serial };
}

const program = (...words: readonly string[]): SignInMethod => ({
  kind: 'program',
  words: ['aws', ...words],
});
