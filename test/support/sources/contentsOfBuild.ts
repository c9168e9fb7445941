import { execFile } from 'node:child_process';
import { copyFileSync, readdirSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../local/root';
import { TempFolder } from '../../local/process/tempFolder';
import type { Contents } from './notices';

/**
 * Builds as `npm run build` does, and tells what each output is made of. The build goes into a folder of its own,
 * which leads to all it is made of: VS Code may be running what is in the repository's `dist` just now.
 */
export async function contentsOfBuild(): Promise<Contents> {
  const temp = new TempFolder();
  try {
    for (const entry of readdirSync(root, { withFileTypes: true })) {
      const [own, there] = [root, temp.path].map(folder => path.join(folder, entry.name));
      if (own && there && entry.isFile()) {
        copyFileSync(own, there);
      } else if (own && there && !['dist', 'out', '.git'].includes(entry.name)) {
        // What Windows has for links that anybody may make.
        symlinkSync(own, there, 'junction');
      }
    }
    const file = path.join(temp.path, 'contents.json');
    await promisify(execFile)(process.execPath, ['esbuild.mjs', `--contents=${file}`], {
      cwd: temp.path,
    });
    const contents = JSON.parse(await readFile(file, 'utf8')) as Contents;
    return Object.fromEntries(
      Object.entries(contents).map(([output, { inputs = {} }]) => [
        output,
        { inputs: inRepository(inputs, temp.path) },
      ]),
    );
  } finally {
    temp.remove();
  }
}

/** esbuild follows the links, and names what is behind them as seen from its own folder. */
const inRepository = <T>(inputs: Readonly<Record<string, T>>, from: string): Record<string, T> =>
  Object.fromEntries(
    Object.entries(inputs).map(([file, input]) => [
      path.relative(root, path.resolve(from, file)),
      input,
    ]),
  );
