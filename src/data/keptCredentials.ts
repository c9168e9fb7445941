import type { fromIni } from '@aws-sdk/credential-providers';

/** An access key, with a session token and an end where it is a temporary one. */
export type Credentials = Awaited<ReturnType<ReturnType<typeof fromIni>>>;

/** Before they end, so that no request is under way with credentials that just ended. */
const marginMs = 60_000;

/**
 * Credentials that cost the user a code, for as long as they live, in memory alone. By the name of the
 * profile; empty for that of the default chain.
 */
const kept = new Map<string, Credentials>();

export function keepCredentials(profile: string | undefined, credentials: Credentials): void {
  kept.set(profile ?? '', credentials);
}

export function keptCredentials(
  profile: string | undefined,
  now = Date.now(),
): Credentials | undefined {
  const credentials = kept.get(profile ?? '');
  const end = credentials?.expiration?.getTime() ?? -Infinity;
  if (credentials && end - now > marginMs) {
    return credentials;
  }
  kept.delete(profile ?? '');
  return undefined;
}

/** For when the files they were fetched by have changed. */
export function forgetCredentials(): void {
  kept.clear();
}
