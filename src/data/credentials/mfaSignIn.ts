import { providerOf } from './clients';
import type { Connection } from '../config/connection';
import { credentialProblem, withinTime } from './credentialErrors';
import { awsFilesNow } from '../config/credentialFiles';
import { keepCredentials } from './credentialCache';

/**
 * Fetches a connection's credentials with an MFA code, and keeps them in memory for all that reads it.
 * @throws {UserError} `credentials.mfaCode` for a code that AWS does not take, others as `credentialsOf`
 */
export async function signInWithCode(connection: Connection, code: string): Promise<void> {
  try {
    const files = await awsFilesNow();
    const provider = providerOf(connection, () => Promise.resolve(code));
    keepCredentials(connection.profile, await withinTime(provider(), connection), files);
  } catch (error) {
    throw await credentialProblem(error, connection);
  }
}
