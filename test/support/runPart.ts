import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ManagedProcess } from '../local/managedProcess';
import { root } from '../local/root';
import { TempFolder } from '../local/tempFolder';
import { countPart, type PartOutcome } from './outcome';
import { countsVariable, type TestCounts } from './testCounts';
import type { TestPart } from './testParts';

/** Longer than a first run needs, which installs two versions of VS Code on the way. */
const limitMs = 20 * 60_000;

/** Runs a part as its npm script, with its output on ours, and counts. */
export async function runPart({ name, kind, script }: TestPart): Promise<PartOutcome> {
  console.log(`\n━━ ${name} ${'━'.repeat(70 - name.length)}`);
  const started = performance.now();
  const temp = new TempFolder();
  try {
    const file = path.join(temp.path, 'counts.json');
    const env = { ...process.env, [countsVariable]: file };
    const child = new ManagedProcess('npm', ['run', '--silent', ...script], {
      cwd: root,
      env,
      output: 'show',
      polite: true,
    });
    const limit = setTimeout(() => {
      console.error(`${name} is stopped: it has run for ${limitMs / 60_000} minutes.`);
      void child.stop();
    }, limitMs);
    const code = await child.exited;
    clearTimeout(limit);
    const seconds = (performance.now() - started) / 1000;
    const counts = countPart(kind, code, await writtenCounts(file));
    console.log(`${name}: ${counts.failed > 0 ? 'FAILED' : 'ok'}, ${seconds.toFixed(1)} s`);
    return { name, seconds, ...counts };
  } finally {
    temp.remove();
  }
}

const writtenCounts = (file: string): Promise<TestCounts | undefined> =>
  readFile(file, 'utf8').then(
    text => JSON.parse(text) as TestCounts,
    () => undefined,
  );
