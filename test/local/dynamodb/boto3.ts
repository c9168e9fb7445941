import { installDebianPackages, findOnPath } from '../process/commandsOnPath';
import { run } from '../process/managedProcess';

let found: Promise<string | undefined> | undefined;

/**
 * A Python with boto3, AWS's own client for it, which nobody of us wrote and the first dashboard used:
 * installed first where that is possible, absent where not.
 */
export function pythonWithBoto3(): Promise<string | undefined> {
  return (found ??= find());
}

async function find(): Promise<string | undefined> {
  return (await firstWithBoto3()) ?? ((await installs()) ? firstWithBoto3() : undefined);
}

/** Debian's own Python is tried last: one on PATH may be another, which does not see Debian's packages. */
async function firstWithBoto3(): Promise<string | undefined> {
  for (const python of [findOnPath(['python3']), '/usr/bin/python3']) {
    if (python !== undefined && (await hasBoto3(python))) {
      return python;
    }
  }
  return undefined;
}

async function hasBoto3(python: string): Promise<boolean> {
  try {
    return (await run(python, ['-c', 'import boto3'])).code === 0;
  } catch {
    return false;
  }
}

async function installs(): Promise<boolean> {
  try {
    await installDebianPackages(['python3-boto3'], 'There is no Python with boto3.');
    return true;
  } catch {
    return false;
  }
}
