import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string | Buffer;
  /** Sent to all processes of the tool, as a terminal does, when it says this on standard error. */
  readonly interruptAt?: RegExp;
  readonly signal?: NodeJS.Signals;
}

/** Runs an npm script as a user starts it, in an environment without credentials. */
export function runTool(
  script: string,
  args: readonly string[],
  { input, interruptAt, signal = 'SIGINT' }: RunOptions = {},
): Promise<Ran> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')),
  );
  const command = ['run', '--silent', script, '--', ...args];
  const child = spawn('npm', command, { cwd: root, env, detached: true });
  const output = { stdout: '', stderr: '' };
  let interrupted = false;
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      if (interruptAt?.test(output.stderr) === true && !interrupted && child.pid !== undefined) {
        interrupted = true;
        process.kill(-child.pid, signal);
      }
    });
  }
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve({ code: code ?? -1, ...output }));
  });
}
