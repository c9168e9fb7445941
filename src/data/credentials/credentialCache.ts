import type { fromIni } from '@aws-sdk/credential-providers';

/** An access key, with a session token and an end where it is a temporary one. */
export type Credentials = Awaited<ReturnType<ReturnType<typeof fromIni>>>;

/** Before they end, so that no request is under way with credentials that just ended. */
const marginMs = 60_000;

/**
 * Credentials that cost the user a code, for as long as they live, in memory alone. By the name of the
 * profile; empty for that of the default chain.
 */
const kept = new Map<string, { readonly credentials: Credentials; readonly files: string }>();

/** `files` is the fingerprint of the AWS files that they were fetched by. */
export function cacheCredentials(
  profile: string | undefined,
  credentials: Credentials,
  files: string,
): void {
  kept.set(profile ?? '', { credentials, files });
}

export function cachedCredentials(
  profile: string | undefined,
  now = Date.now(),
): Credentials | undefined {
  const credentials = kept.get(profile ?? '')?.credentials;
  const end = credentials?.expiration?.getTime() ?? -Infinity;
  if (credentials && end - now > marginMs) {
    return credentials;
  }
  kept.delete(profile ?? '');
  return undefined;
}

/** For when the AWS files have changed: what was fetched by other files than these is of no use. */
export function forgetCredentials(files?: string): void {
  for (const [profile, one] of kept) {
    if (one.files !== files) {
      kept.delete(profile);
    }
  }
}
