import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const maxMs = 10_000;

/**
 * The version of the AWS CLI on this machine, such as `2.31.0`; undefined if none runs. Also searches the
 * default installation folders: a VS Code not started from a shell may lack the shell's PATH.
 */
export async function awsCliVersion(
  programs: readonly string[] = ['aws', ...defaultLocations(process.platform, process.env)],
): Promise<string | undefined> {
  for (const program of programs) {
    const version = await versionOf(program);
    if (version !== undefined) {
      return version;
    }
  }
  return undefined;
}

async function versionOf(program: string): Promise<string | undefined> {
  try {
    // Version 1 with an old Python prints it to standard error.
    const { stdout, stderr } = await run(program, ['--version'], {
      timeout: maxMs,
      windowsHide: true,
    });
    return /aws-cli\/(\d+(?:\.\d+)*)/.exec(`${stdout}\n${stderr}`)?.[1];
  } catch {
    return undefined;
  }
}

function defaultLocations(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): readonly string[] {
  if (platform === 'win32') {
    const folder = env['ProgramFiles'];
    return folder === undefined ? [] : [path.join(folder, 'Amazon', 'AWSCLIV2', 'aws.exe')];
  }
  return [
    '/usr/local/bin/aws',
    '/opt/homebrew/bin/aws',
    '/snap/bin/aws',
    path.join(homedir(), '.local/bin/aws'),
  ];
}
