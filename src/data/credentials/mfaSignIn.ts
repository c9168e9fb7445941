import { providerOf } from './clients';
import type { Connection } from '../config/connection';
import { credentialProblem } from './credentialErrors';
import { withinTime } from './credentialTimeout';
import { awsFilesFingerprint } from '../config/credentialFiles';
import { cacheCredentials } from './credentialCache';

/**
 * Gets a connection's credentials with an MFA code and keeps them in memory for all readers.
 * @throws {UserError} `credentials.mfaCode` for a code that AWS rejects, others as `credentialsOf`
 */
export async function signInWithCode(connection: Connection, code: string): Promise<void> {
  try {
    const files = await awsFilesFingerprint();
    const provider = providerOf(connection, () => Promise.resolve(code));
    const credentials = await withinTime(provider(), connection);
    cacheCredentials(connection.profile, { credentials, files, isFromCode: true });
  } catch (error) {
    throw await credentialProblem(error, connection);
  }
}
