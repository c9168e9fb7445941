import { installDebianPackages, findOnPath } from '../process/commandsOnPath';
import { run } from '../process/managedProcess';

let python: Promise<string | undefined> | undefined;

/**
 * The path of a Python with boto3, AWS's own client, for cross-checks; installed if possible, else undefined.
 */
export function pythonWithBoto3(): Promise<string | undefined> {
  return (python ??= findPython());
}

async function findPython(): Promise<string | undefined> {
  return (await firstWithBoto3()) ?? ((await canInstall()) ? firstWithBoto3() : undefined);
}

/** Debian's own Python last: the one on PATH may be another, without Debian's packages. */
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

async function canInstall(): Promise<boolean> {
  try {
    await installDebianPackages(['python3-boto3'], 'There is no Python with boto3.');
    return true;
  } catch {
    return false;
  }
}
