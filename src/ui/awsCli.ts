import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const longestMs = 10_000;

/** The version of the AWS CLI on this machine, such as `2.31.0`; undefined where there is none that runs. */
export async function awsCliVersion(): Promise<string | undefined> {
  try {
    // Version 1 with an old Python tells it on standard error.
    const { stdout, stderr } = await run('aws', ['--version'], {
      timeout: longestMs,
      windowsHide: true,
    });
    return /aws-cli\/(\d+(?:\.\d+)*)/.exec(`${stdout}\n${stderr}`)?.[1];
  } catch {
    return undefined;
  }
}
