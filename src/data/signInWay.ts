import type { AwsProfile, AwsProfiles } from './awsProfile';

/** How a user signs in for a profile. */
export type SignInWay =
  /** A code of this device is asked for. */
  | { readonly kind: 'code'; readonly serial: string }
  /** A program opens the browser; its words. */
  | { readonly kind: 'program'; readonly words: readonly string[] }
  /** There is nothing to sign in to: keys, a process, or no credentials at all. */
  | { readonly kind: 'none'; readonly profile: AwsProfile | undefined };

/** By what a profile is; a role leads on to the profile it is taken on through. */
export function signInWay({ profiles }: Pick<AwsProfiles, 'profiles'>, name: string): SignInWay {
  const find = (wanted: string | undefined) => profiles.find(one => one.name === wanted);
  const seen = new Set<string>();
  let profile = find(name);
  let serial: string | undefined;
  while (profile?.kind === 'role' && !seen.has(profile.name)) {
    seen.add(profile.name);
    serial ??= profile.mfaSerial;
    if (profile.source === undefined || profile.source === profile.name) {
      break;
    }
    profile = find(profile.source);
  }
  if (profile?.kind === 'sso') {
    return program('sso', 'login', '--profile', profile.name);
  }
  if (profile?.kind === 'login') {
    return program('login', '--profile', profile.name);
  }
  return serial === undefined ? { kind: 'none', profile } : { kind: 'code', serial };
}

const program = (...words: readonly string[]): SignInWay => ({
  kind: 'program',
  words: ['aws', ...words],
});
