import { awsFilesFingerprint } from '../config/credentialFiles';
import { forgetCredentials } from './credentialCache';

/** The AWS files that a client was opened with: it keeps its credentials, which a sign-in replaces. */
export class KnownAwsFiles {
  private files: string | undefined;

  /** Whether the files have changed since the last call; forgets the credentials of before. */
  async haveChanged(): Promise<boolean> {
    const files = await awsFilesFingerprint();
    const haveChanged = this.files !== undefined && this.files !== files;
    if (haveChanged) {
      forgetCredentials(files);
    }
    this.files = files;
    return haveChanged;
  }
}
