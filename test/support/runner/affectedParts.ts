import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../../local/root';
import { changedFiles } from './changedFiles';
import type { ChosenPart } from './runParts';
import { filesOf, type TestPart } from './testParts';

/** The parts that changes may affect, with those of their files that import a changed one. */
export async function affectedParts(
  parts: readonly TestPart[],
  since?: string,
): Promise<ChosenPart[]> {
  const changed = await changedFiles(since);
  const chosen = await Promise.all(parts.map(part => affectedFiles(part, changed)));
  return parts.flatMap((part, index) => {
    const files = chosen[index];
    return files === 'none' ? [] : [{ part, files: files === 'all' ? undefined : files }];
  });
}

/** The files of a part to run because of changes. */
export async function affectedFiles(
  { tests, reads, runs = [] }: TestPart,
  changed: readonly string[],
  folder = root,
): Promise<readonly string[] | 'all' | 'none'> {
  if (changed.some(file => reads.test(file))) {
    return 'all';
  }
  if (tests === undefined) {
    return 'none';
  }
  const files = filesOf(tests, folder);
  const imported = await importsOf([...files, ...runs], folder);
  const isAffected = (file: string): boolean =>
    changed.some(name => imported.get(file)?.has(name) ?? false);
  if (runs.some(isAffected)) {
    return 'all';
  }
  const affected = files.filter(isAffected);
  return affected.length === 0 ? 'none' : affected;
}

/** The transitive imports of each file, including itself; relative to the folder. */
export async function importsOf(
  files: readonly string[],
  folder = root,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { metafile } = await build({
    entryPoints: files.map(file => path.join(folder, file)),
    absWorkingDir: folder,
    outdir: path.join(folder, 'out/imports'),
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const importsOfOne = (file: string): string[] =>
    (metafile.inputs[file]?.imports ?? [])
      .filter(({ external }) => !external)
      .map(({ path: imported }) => imported);
  return new Map(files.map(file => [file, reachable(file, importsOfOne)]));
}

/** Everything reachable from `start`, including it. */
function reachable(start: string, next: (from: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set([start]);
  // Iterating a set includes elements added meanwhile.
  for (const one of found) {
    next(one).forEach(other => found.add(other));
  }
  return found;
}
