import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Cache, type CachedPart } from '../process/cache';
import { findOnPath } from '../process/commandsOnPath';
import { freePort } from '../process/freePort';
import { ManagedProcess, run, untilUp } from '../process/managedProcess';
import { npm } from '../process/npm';
import { SetupError } from '../process/setupError';

/** AWS's own emulator; this npm package contains all of it, so only the registry is needed. */
const emulator: CachedPart = {
  name: 'amplify-dynamodb-simulator',
  version: '2.9.30',
  keyFiles: ['emulator/DynamoDBLocal.jar', 'emulator/DynamoDBLocal_lib/sqlite4java.jar'],
  async install(folder) {
    const archive = `${this.name}-${this.version}.tgz`;
    await npm(['pack', `${this.name}@${this.version}`], { cwd: folder });
    const unpack = ['-xzf', archive, '--strip-components=1', 'package/emulator', 'package/LICENSE'];
    const { code, output } = await run('tar', unpack, { cwd: folder });
    if (code !== 0) {
      throw new SetupError(`Cannot unpack ${archive}: ${output}`, 'Check the free disk space.');
    }
    await rm(path.join(folder, archive));
  },
};

/** Resolves with its folder. */
export const installDynamoDbLocal = (cache: Cache): Promise<string> => cache.folder(emulator);

/** For short runs, in which the optimizing compiler and parallel collectors never pay off. */
export const shortLived = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

/** DynamoDB Local, in memory. Slower than Dynalite, but closer to the real service. */
export class DynamoDbLocal {
  private process: ManagedProcess | undefined;
  private port = 0;

  constructor(
    private readonly jvmOptions: readonly string[] = [],
    private readonly cache = new Cache(),
  ) {}

  /** Resolves with the endpoint URL. */
  async start(): Promise<string> {
    const java = findOnPath(['java']);
    if (!java) {
      throw new SetupError(
        'DynamoDB Local needs Java 17 or newer, and there is no java on PATH.',
        'Install one, on Debian with: apt-get install -y openjdk-17-jre-headless',
      );
    }
    const cwd = path.join(await installDynamoDbLocal(this.cache), 'emulator');
    this.port = await freePort();
    const library = '-Djava.library.path=./DynamoDBLocal_lib';
    const server = [...this.jvmOptions, library, '-jar', 'DynamoDBLocal.jar'];
    const options = ['-inMemory', '-sharedDb', '-port', String(this.port)];
    const started = new ManagedProcess(java, [...server, ...options], { cwd });
    this.process = started;
    try {
      // Any response will do: an unsigned request gets a 400.
      await untilUp('DynamoDB Local', started, () => fetch(this.endpoint));
    } catch (error) {
      await this.stop();
      throw new SetupError(
        `DynamoDB Local did not start:\n${started.output}`,
        'Check that java is version 17 or newer.',
        { cause: error },
      );
    }
    return this.endpoint;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    await this.process?.stop();
    this.process = undefined;
  }
}
