import { execFile } from 'node:child_process';
import { copyFileSync, readdirSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../local/root';
import { TempFolder } from '../../local/process/tempFolder';
import type { Outputs } from '../../bench/size/contributors';

/**
 * Runs the same build as `npm run build` and returns what each output is made of. It builds in a temporary
 * folder that links to the repository, because VS Code may be running the repository's `dist` at the moment.
 */
export async function contentsOfBuild(): Promise<Outputs> {
  const temp = new TempFolder();
  try {
    for (const entry of readdirSync(root, { withFileTypes: true })) {
      const [own, there] = [root, temp.path].map(folder => path.join(folder, entry.name));
      if (own && there && entry.isFile()) {
        copyFileSync(own, there);
      } else if (own && there && !['dist', 'out', '.git'].includes(entry.name)) {
        // On Windows, junctions need no special permission.
        symlinkSync(own, there, 'junction');
      }
    }
    const file = path.join(temp.path, 'contents.json');
    await promisify(execFile)(process.execPath, ['esbuild.mjs', `--contents=${file}`], {
      cwd: temp.path,
    });
    const contents = JSON.parse(await readFile(file, 'utf8')) as Outputs;
    return Object.fromEntries(
      Object.entries(contents).map(([name, output]) => [
        name,
        output && { ...output, inputs: inRepository(output.inputs, temp.path) },
      ]),
    );
  } finally {
    temp.remove();
  }
}

/** esbuild resolves the links and reports paths relative to its own folder. */
const inRepository = <T>(inputs: Readonly<Record<string, T>>, from: string): Record<string, T> =>
  Object.fromEntries(
    Object.entries(inputs).map(([file, input]) => [
      path.relative(root, path.resolve(from, file)),
      input,
    ]),
  );
