import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface AwsHomeFiles {
  readonly config?: string;
  readonly credentials?: string;
}

/**
 * A temporary home folder with its own AWS files, in effect until `leave`. Hides the developer's own
 * profiles, keys and metadata service.
 */
export class AwsHome {
  private readonly before = { ...process.env };

  private constructor(readonly folder: string) {}

  static async enter(files: AwsHomeFiles = {}): Promise<AwsHome> {
    const home = new AwsHome(await mkdtemp(path.join(tmpdir(), 'batch-monitor-')));
    await mkdir(path.join(home.folder, '.aws'));
    for (const name of Object.keys(process.env).filter(key => /^AWS_(?!SDK_JS_)/.test(key))) {
      // oxlint-disable-next-line typescript/no-dynamic-delete -- an environment has no other way
      delete process.env[name];
    }
    Object.assign(process.env, {
      HOME: home.folder,
      USERPROFILE: home.folder,
      AWS_EC2_METADATA_DISABLED: 'true',
    });
    await home.write(files);
    return home;
  }

  async write({ config, credentials }: AwsHomeFiles): Promise<void> {
    const folder = path.join(this.folder, '.aws');
    if (config !== undefined) {
      await writeFile(path.join(folder, 'config'), config);
    }
    if (credentials !== undefined) {
      await writeFile(path.join(folder, 'credentials'), credentials);
    }
  }

  set(variables: Readonly<Record<string, string>>): void {
    Object.assign(process.env, variables);
  }

  async leave(): Promise<void> {
    for (const name of Object.keys(process.env).filter(key => !(key in this.before))) {
      // oxlint-disable-next-line typescript/no-dynamic-delete -- puts the environment back
      delete process.env[name];
    }
    Object.assign(process.env, this.before);
    await rm(this.folder, { recursive: true });
  }
}
