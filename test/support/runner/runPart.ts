import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ManagedProcess } from '../../local/process/managedProcess';
import { root } from '../../local/root';
import { TempFolder } from '../../local/process/tempFolder';
import { countPart, type PartOutcome } from './outcome';
import { countsVariable, type TestCounts } from './testCounts';
import type { TestChoice, TestPart } from './testParts';

export interface PartRun {
  readonly choice: TestChoice;
  /** How many of its files a wide part runs side by side. */
  readonly lanes: number;
  /** Gets the part's output, line by line. */
  readonly print: (line: string) => void;
}

/** Where each part's output is kept. */
export const logFolder = path.join(root, 'out/test');

/** Longer than a first run needs, which installs two versions of VS Code on the way. */
const limitMs = 30 * 60_000;

/** Runs a part as a process of its own, and counts. */
export async function runPart(
  { name, kind, command }: TestPart,
  { choice, lanes, print }: PartRun,
): Promise<PartOutcome> {
  const started = performance.now();
  const temp = new TempFolder();
  const lines: string[] = [];
  const write = (line: string): void => {
    lines.push(line);
    print(line);
  };
  try {
    const file = path.join(temp.path, 'counts.json');
    const [program = '', ...args] = command(choice, lanes);
    const child = new ManagedProcess(program, args, {
      cwd: root,
      env: { ...process.env, [countsVariable]: file },
      output: write,
      polite: true,
    });
    const limit = setTimeout(() => {
      write(`${name} is stopped: it has run for ${limitMs / 60_000} minutes.`);
      void child.stop();
    }, limitMs);
    const code = await child.exited;
    clearTimeout(limit);
    const seconds = (performance.now() - started) / 1000;
    const counts = countPart(kind, code, await writtenCounts(file), choice);
    return { name, seconds, ...counts };
  } finally {
    temp.remove();
    await mkdir(logFolder, { recursive: true });
    await writeFile(path.join(logFolder, `${name}.log`), `${lines.join('\n')}\n`);
  }
}

const writtenCounts = (file: string): Promise<TestCounts | undefined> =>
  readFile(file, 'utf8').then(
    text => JSON.parse(text) as TestCounts,
    () => undefined,
  );
