import { spawn } from 'node:child_process';
import { root } from '../../local/root';

export interface ToolResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string | Buffer;
  /** When this resolves, the signal is sent to the tool's process group, as a terminal does. */
  readonly until?: Promise<unknown>;
  readonly signal?: NodeJS.Signals;
  /** Variables beside those of this process, without its AWS ones. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs an npm script as a user would, without AWS credentials in the environment. */
export function runTool(
  script: string,
  args: readonly string[],
  { input, until, signal = 'SIGINT', env: added = {} }: RunOptions = {},
): Promise<ToolResult> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const env = { ...Object.fromEntries(own), ...added };
  const command = ['run', '--silent', script, '--', ...args];
  const child = spawn('npm', command, { cwd: root, env, detached: true });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  void until?.then(() => child.pid !== undefined && process.kill(-child.pid, signal));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve({ code: code ?? -1, ...output }));
  });
}
