import { minuteMs } from '../../core/base/timeUnits';
import type { fromIni } from '@aws-sdk/credential-providers';

/** An access key; temporary ones have a session token and an expiration. */
export type Credentials = Awaited<ReturnType<ReturnType<typeof fromIni>>>;

export interface CachedCredentials {
  readonly credentials: Credentials;
  /** The fingerprint of the AWS files used to obtain them. */
  readonly files: string;
  /** When they were obtained, or could not be replaced, in milliseconds since the epoch. */
  readonly triedAt: number;
  /** Obtained with an MFA code, for which Batch Monitor never prompts on its own. */
  readonly isFromCode: boolean;
}

/** Stop using credentials this long before they expire, so that no request outlives them. */
const marginMs = minuteMs;
/** Credentials without an expiration may have been replaced at their source. */
const maxAgeMs = 15 * minuteMs;
/** One request of the SDK asks for credentials that expire soon several times. */
const pauseMs = 10_000;

/** Kept in memory only, for all clients, since a client does not survive a failed read. */
const cache = new Map<string, CachedCredentials>();

/** The environment may select other credentials, even for a named profile. */
export function cacheKey(profile: string | undefined, env = process.env): string {
  const variables = Object.entries(env).filter(([name]) => name.startsWith('AWS_'));
  return JSON.stringify([profile ?? '', ...variables.toSorted()]);
}

export function cacheCredentials(
  profile: string | undefined,
  cached: Omit<CachedCredentials, 'triedAt'>,
  now = Date.now(),
): void {
  cache.set(cacheKey(profile), { ...cached, triedAt: now });
}

/** The credentials obtained with these AWS files, unless they have expired. */
export function cachedCredentials(
  profile: string | undefined,
  files: string,
  now = Date.now(),
): CachedCredentials | undefined {
  const key = cacheKey(profile);
  const cached = cache.get(key);
  if (cached && (cached.files !== files || lifeOf(cached, now) <= 0)) {
    cache.delete(key);
    return undefined;
  }
  return cached;
}

/** Whether cached credentials should be used rather than replaced. */
export function isFresh(cached: CachedCredentials, now = Date.now()): boolean {
  const life = lifeOf(cached, now);
  const isJustTried = Math.abs(now - cached.triedAt) < pauseMs && life > 0;
  return cached.credentials.expiration === undefined
    ? Math.abs(now - cached.triedAt) < maxAgeMs
    : life > marginMs || (isJustTried && !cached.isFromCode);
}

const lifeOf = ({ credentials: { expiration } }: CachedCredentials, now: number): number =>
  expiration === undefined ? Infinity : expiration.getTime() - now;

/** Call when AWS rejected the credentials. */
export function dropCredentials(profile: string | undefined): void {
  cache.delete(cacheKey(profile));
}

/** Call when the AWS files changed: drops credentials obtained with other files than these. */
export function forgetCredentials(files?: string): void {
  for (const [key, entry] of cache) {
    if (entry.files !== files) {
      cache.delete(key);
    }
  }
}
