import type { fromIni } from '@aws-sdk/credential-providers';

/** An access key; temporary ones have a session token and an expiration. */
export type Credentials = Awaited<ReturnType<ReturnType<typeof fromIni>>>;

/** Stop using credentials this long before they expire, so that no request outlives them. */
const marginMs = 60_000;

/**
 * Credentials obtained with an MFA code, kept in memory only, by profile name; empty for the default chain.
 */
const cache = new Map<string, { readonly credentials: Credentials; readonly files: string }>();

/** `files` is the fingerprint of the AWS files used to obtain them. */
export function cacheCredentials(
  profile: string | undefined,
  credentials: Credentials,
  files: string,
): void {
  cache.set(profile ?? '', { credentials, files });
}

export function cachedCredentials(
  profile: string | undefined,
  now = Date.now(),
): Credentials | undefined {
  const credentials = cache.get(profile ?? '')?.credentials;
  const end = credentials?.expiration?.getTime() ?? -Infinity;
  if (credentials && end - now > marginMs) {
    return credentials;
  }
  cache.delete(profile ?? '');
  return undefined;
}

/** Call when the AWS files changed: drops credentials obtained with other files than these. */
export function forgetCredentials(files?: string): void {
  for (const [profile, entry] of cache) {
    if (entry.files !== files) {
      cache.delete(profile);
    }
  }
}
