import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { TempFolder } from '../local/tempFolder';
import type { Contents } from './notices';

/** Builds as `npm run build` does, and tells what each output is made of. */
export async function contentsOfBuild(): Promise<Contents> {
  const temp = new TempFolder();
  try {
    const file = path.join(temp.path, 'contents.json');
    await promisify(execFile)(process.execPath, ['esbuild.mjs', `--contents=${file}`]);
    return JSON.parse(await readFile(file, 'utf8')) as Contents;
  } finally {
    temp.remove();
  }
}
