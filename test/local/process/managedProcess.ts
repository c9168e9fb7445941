import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { root } from '../root';
import { atExit } from './atExit';
import { until } from './until';

export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /**
   * `show` writes to our own output; `keep` buffers the latest output for error messages; a function also
   * receives each line.
   */
  readonly output?: 'show' | 'keep' | ((line: string) => void);
  /**
   * Stop it with SIGTERM, so that it can clean up; otherwise with SIGKILL, which is fine for a stateless
   * server.
   */
  readonly graceful?: boolean;
}

const keeper = path.join(root, 'test/local/process/keeper.mjs');
const maxCharacters = 20_000;

/** A process and its children in one process group, which cannot outlive this process. */
export class ManagedProcess {
  readonly exited: Promise<number>;
  private readonly child: ChildProcess;
  private readonly cancelCleanUp: () => void;
  private readonly endSignal: NodeJS.Signals;
  private latestOutput = '';

  constructor(command: string, args: readonly string[], options: ProcessOptions = {}) {
    const { cwd, env = process.env, output = 'keep', graceful = false } = options;
    const sink = output === 'show' ? 'inherit' : 'pipe';
    this.child = spawn(process.execPath, [keeper, command, ...args], {
      cwd,
      env,
      detached: true,
      stdio: ['pipe', sink, sink],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.append(text));
      if (stream && typeof output === 'function') {
        createInterface(stream).on('line', output);
      }
    }
    // Closing the pipe makes the keeper end; ignore errors if it already has.
    this.child.stdin?.on('error', () => undefined);
    this.endSignal = graceful ? 'SIGTERM' : 'SIGKILL';
    this.cancelCleanUp = atExit(() => this.signal(this.endSignal));
    this.exited = once(this.child, 'close').then(([code]) => {
      this.cancelCleanUp();
      this.signal('SIGKILL');
      return typeof code === 'number' ? code : 1;
    });
  }

  /** The latest output, if buffered. */
  get output(): string {
    return this.latestOutput;
  }

  get hasExited(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Stops the whole group; with `graceful`, it has a grace period before its keeper kills it. */
  async stop(): Promise<void> {
    this.signal(this.endSignal);
    await this.exited;
  }

  private append(text: string): void {
    this.latestOutput = (this.latestOutput + text).slice(-maxCharacters);
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.child.pid === undefined) {
      return;
    }
    try {
      process.kill(-this.child.pid, signal);
    } catch {
      // The group has already ended.
    }
  }
}

/** Runs a command to completion. */
export async function run(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<{ readonly code: number; readonly output: string }> {
  const managed = new ManagedProcess(command, args, options);
  const code = await managed.exited;
  return { code, output: managed.output };
}

/** Polls until `probe` succeeds; throws if the process ends first. */
export async function untilUp(
  what: string,
  managed: ManagedProcess,
  probe: () => unknown,
): Promise<void> {
  const state = await until(what, async () => {
    if (managed.hasExited) {
      return 'ended';
    }
    await probe();
    return 'up';
  });
  if (state === 'ended') {
    throw new Error(`${what} ended with code ${await managed.exited}.`);
  }
}
