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
  /** The number of concurrent test files of a wide part. */
  readonly lanes: number;
  /** Receives the part's output, line by line. */
  readonly print: (line: string) => void;
}

/** The folder of the parts' logs. */
export const logFolder = path.join(root, 'out/test');

/** Longer than a file of tests takes on a busy machine, or the installation of two versions of VS Code. */
const silenceLimitMs = 30 * 60_000;

/** Runs a part in its own process and counts the results. */
export async function runPart(
  { name, kind, command }: TestPart,
  { choice, lanes, print }: PartRun,
): Promise<PartOutcome> {
  const started = performance.now();
  const temp = new TempFolder();
  const lines: string[] = [];
  let limit: NodeJS.Timeout | undefined;
  const write = (line: string): void => {
    limit?.refresh();
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
      graceful: true,
    });
    limit = setTimeout(() => {
      write(`${name} is stopped: it has printed nothing for ${silenceLimitMs / 60_000} minutes.`);
      void child.stop();
    }, silenceLimitMs);
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
