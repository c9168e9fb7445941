import { minuteMs } from '../../core/base/timeUnits';
import { isUserError } from '../../core/diagnostics/errors';
import type { Connection } from '../config/connection';
import { awsFilesFingerprint } from '../config/credentialFiles';
import {
  cacheCredentials,
  cachedCredentials,
  cacheKey,
  dropCredentials,
  isFresh,
  type Credentials,
} from './credentialCache';
import { credentialProblem } from './credentialErrors';
import { withinTime } from './credentialTimeout';

interface Pending {
  readonly credentials: Promise<Credentials>;
  readonly files: string;
  readonly startedAt: number;
}

/** A program or sign-in that takes longer is given up, and started again by the next request. */
const maxPendingMs = 10 * minuteMs;

const pending = new Map<string, Pending>();

/**
 * The credentials of a connection: those that are known while they are valid, otherwise those that `obtain`
 * resolves to. A credential process or a sign-in in the browser runs once for all who need it, also if the
 * first of them gave up waiting.
 * @throws {UserError} if there are none
 */
export async function reusedCredentials(
  connection: Pick<Connection, 'profile'>,
  obtain: () => Promise<Credentials>,
): Promise<Credentials> {
  const { profile } = connection;
  const files = await awsFilesFingerprint();
  const cached = cachedCredentials(profile, files);
  if (cached && isFresh(cached)) {
    return cached.credentials;
  }
  try {
    return await withinTime(obtainOnce(profile, files, obtain), connection);
  } catch (error) {
    const problem = await credentialProblem(error, connection);
    const known = cachedCredentials(profile, files);
    if (known && !(isUserError(problem) && problem.code === 'credentials.mfa')) {
      // They still serve, and what failed is not run again for each request.
      cacheCredentials(profile, known);
      return known.credentials;
    }
    throw problem;
  }
}

function obtainOnce(
  profile: string | undefined,
  files: string,
  obtain: () => Promise<Credentials>,
): Promise<Credentials> {
  const key = cacheKey(profile);
  const running = pending.get(key);
  if (running?.files === files && Date.now() - running.startedAt < maxPendingMs) {
    return running.credentials;
  }
  const credentials = obtain();
  const started = { credentials, files, startedAt: Date.now() };
  pending.set(key, started);
  void credentials
    .then(
      obtained => cacheCredentials(profile, { credentials: obtained, files, isFromCode: false }),
      () => undefined,
    )
    .finally(() => {
      if (pending.get(key) === started) {
        pending.delete(key);
      }
    });
  return credentials;
}

const rejection =
  /^(ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidSignature|InvalidToken|InvalidAccessKeyId|IncompleteSignature)/;

/** The part of a client that this needs. */
interface Middlewares {
  add(
    middleware: <T, R>(next: (args: T) => Promise<R>) => (args: T) => Promise<R>,
    options: { readonly name: string; readonly step: 'initialize' },
  ): void;
}

/** Has credentials that AWS rejects replaced by the next request. */
export function dropWhenRejected(
  { middlewareStack }: { readonly middlewareStack: unknown },
  { profile }: Pick<Connection, 'profile'>,
): void {
  // The clients of the services have stacks of unrelated types.
  (middlewareStack as Middlewares).add(
    next => async args => {
      try {
        return await next(args);
      } catch (error) {
        if (error instanceof Error && rejection.test(error.name)) {
          dropCredentials(profile);
        }
        throw error;
      }
    },
    { name: 'dropRejectedCredentials', step: 'initialize' },
  );
}
