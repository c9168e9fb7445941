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
   * `show` writes to our own output; `keep` holds the newest output back for an error message; a function gets each
   * line as well.
   */
  readonly output?: 'show' | 'keep' | ((line: string) => void);
  /** Ask it to end, so that it can clean up; else it is killed, as suits a server without a past. */
  readonly polite?: boolean;
}

const keeper = path.join(root, 'test/local/process/keeper.mjs');
const keptCharacters = 20_000;

/** A process with everything it starts: one group, which cannot outlive us. */
export class ManagedProcess {
  readonly exited: Promise<number>;
  private readonly child: ChildProcess;
  private readonly forget: () => void;
  private readonly endSignal: NodeJS.Signals;
  private kept = '';

  constructor(command: string, args: readonly string[], options: ProcessOptions = {}) {
    const { cwd, env = process.env, output = 'keep', polite = false } = options;
    const sink = output === 'show' ? 'inherit' : 'pipe';
    this.child = spawn(process.execPath, [keeper, command, ...args], {
      cwd,
      env,
      detached: true,
      stdio: ['pipe', sink, sink],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.keep(text));
      if (stream && typeof output === 'function') {
        createInterface(stream).on('line', output);
      }
    }
    // Closing the pipe tells the keeper to end; that it may have ended already is no error.
    this.child.stdin?.on('error', () => undefined);
    this.endSignal = polite ? 'SIGTERM' : 'SIGKILL';
    this.forget = atExit(() => this.signal(this.endSignal));
    this.exited = once(this.child, 'close').then(([code]) => {
      this.forget();
      this.signal('SIGKILL');
      return typeof code === 'number' ? code : 1;
    });
  }

  /** The newest output, when it is kept. */
  get output(): string {
    return this.kept;
  }

  get hasExited(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Ends the whole group; a polite one gets a moment, then its keeper insists. */
  async stop(): Promise<void> {
    this.signal(this.endSignal);
    await this.exited;
  }

  private keep(text: string): void {
    this.kept = (this.kept + text).slice(-keptCharacters);
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.child.pid === undefined) {
      return;
    }
    try {
      process.kill(-this.child.pid, signal);
    } catch {
      // The group is gone already.
    }
  }
}

/** Runs a command to its end. */
export async function run(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<{ readonly code: number; readonly output: string }> {
  const managed = new ManagedProcess(command, args, options);
  const code = await managed.exited;
  return { code, output: managed.output };
}

/** Polls until `probe` succeeds; a process that ends instead is not waited for. */
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
