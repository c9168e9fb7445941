import { loadSharedConfigFiles } from '@smithy/core/config';
import { configFile, credentialsFile } from './credentialFiles';

export type Section = Readonly<Record<string, string | undefined>>;

/** By section name: profiles by their own name, others as `sso-session.NAME` or `services.NAME`. */
export type Sections = Readonly<Record<string, Section | undefined>>;

export interface AwsFiles {
  readonly config: Sections;
  readonly credentials: Sections;
}

/** The AWS config and credentials files, read again on each call; missing or unreadable ones are empty. */
export async function readAwsFiles(env: NodeJS.ProcessEnv): Promise<AwsFiles> {
  const files = await loadSharedConfigFiles({
    configFilepath: configFile(env),
    filepath: credentialsFile(env),
    ignoreCache: true,
  });
  return { config: files.configFile, credentials: files.credentialsFile };
}
