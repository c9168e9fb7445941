import path from 'node:path';
import { Cache, type CachedPart } from '../process/cache';
import { findOnPath } from '../process/commandsOnPath';
import { freePort } from '../process/freePort';
import { ManagedProcess, run, untilUp } from '../process/managedProcess';
import { SetupError } from '../process/setupError';

/** A program with its first arguments. */
export type Command = readonly [program: string, ...args: string[]];

const pythonOf = (folder: string): string => path.join(folder, 'bin', 'python');

/** Moto in a virtual environment of its own. */
const environment: CachedPart = {
  name: 'moto',
  version: '5.2.1',
  keyFiles: ['bin/python', 'pyvenv.cfg'],
  notice: 'an emulator of AWS; once, about a minute',
  async install(folder) {
    await runOrFail('python3', ['-m', 'venv', folder]);
    await runOrFail(pythonOf(folder), [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'],
      // Without a package index, the tests that need moto are skipped soon.
      ...['--retries', '1'],
      `moto[server]==${this.version}`,
    ]);
  },
};

async function runOrFail(program: string, args: readonly string[]): Promise<void> {
  const { code, output } = await run(program, args);
  if (code !== 0) {
    const reason = output.trim().split('\n').at(-1) ?? '';
    throw new SetupError(`${program} ${args.join(' ')} failed: ${reason}`, 'Install moto_server.');
  }
}

let found: Promise<Command | undefined> | undefined;

/**
 * The server of moto, an emulator of AWS in Python: the one on PATH, else one that is installed once; undefined if
 * Python 3 or pip is missing.
 */
export const motoServer = (): Promise<Command | undefined> => (found ??= findServer());

async function findServer(): Promise<Command | undefined> {
  const onPath = findOnPath(['moto_server']);
  if (onPath !== undefined) {
    return [onPath];
  }
  if (findOnPath(['python3']) === undefined) {
    return undefined;
  }
  try {
    // Not by its script: that one names the folder in which it was installed.
    return [pythonOf(await new Cache().folder(environment)), '-m', 'moto.server'];
  } catch (error) {
    console.log(`Could not install moto: ${error instanceof Error ? error.message : ''}`);
    return undefined;
  }
}

/** Moto with all its services behind one address; it is empty when it starts. */
export class Moto {
  private constructor(
    private readonly server: ManagedProcess,
    readonly endpoint: string,
  ) {}

  static async start([program, ...args]: Command): Promise<Moto> {
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    const listen = ['-H', '127.0.0.1', '-p', String(port)];
    const server = new ManagedProcess(program, [...args, ...listen]);
    await untilUp('moto', server, () => fetch(endpoint));
    return new Moto(server, endpoint);
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}
