import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { TempFolder } from '../../local/process/tempFolder';
import { PreparedTable } from '../../support/emulators/preparedTable';
import { programArguments } from '../../support/processes/programArguments';
import type { BenchContext, Part, Result } from '../result';
import type { StartFigures } from '../start/measureStart';
import { median } from '../statistics';

const run = promisify(execFile);
const delayMs = 15;
const rounds = 5;
const blockBytes = 2 ** 20;

const sizes = [
  { name: '100k', jobs: 100_000, goal: 300 },
  { name: '1m', jobs: 1_000_000, goal: 2_000 },
] as const;

/** A window that opens with the jobs that an earlier one saved, against one that has none. */
export const start: Part = {
  name: 'start',
  run: async context => {
    const results: Result[] = [];
    for (const size of sizes) {
      results.push(...(await measure(size, context)));
    }
    return results;
  },
};

async function measure(
  { name, jobs, goal }: (typeof sizes)[number],
  { say, onEnd }: BenchContext,
): Promise<Result[]> {
  const table = await PreparedTable.start({ jobs, delayMs });
  onEnd(() => table.stop());
  const temp = new TempFolder();
  onEnd(() => temp.remove());
  say(`a cold start with ${name} jobs …`);
  const cold = await open(table.endpoint, temp.path);
  const warm: StartFigures[] = [];
  for (let round = 0; round < rounds; round++) {
    say(`warm start ${round + 1} of ${rounds} …`);
    warm.push(await open(table.endpoint, temp.path));
  }
  const { bytes, readMs, fillMs } = await floors(temp.path);
  await table.stop();
  const of = (figure: keyof StartFigures): number => median(warm.map(each => each[figure]));
  const file = `${(bytes / 1e6).toFixed(0)} MB, which a bare read takes ${readMs.toFixed(0)} ms for, and filling as much new memory ${fillMs.toFixed(0)} ms`;
  return [
    {
      name: `start.warm.${name}_ms`,
      value: of('shownMs'),
      unit: 'ms',
      goal,
      better: 'lower',
      detail: `from the first refresh to the first rows of all saved jobs; a cold start ${(cold.shownMs / of('shownMs')).toFixed(1)} times as long; ${file}`,
    },
    {
      name: `start.stretch.${name}_ms`,
      value: of('stretchMs'),
      unit: 'ms',
      better: 'lower',
      detail: 'longest time without a turn for others meanwhile',
    },
    {
      name: `start.save.${name}_ms`,
      value: cold.saveMs,
      unit: 'ms',
      better: 'lower',
      detail: 'saving all jobs after a read of the whole table, with turns for others',
    },
    ...(name === '100k'
      ? [
          {
            name: 'start.warm.rcu_ratio',
            value: cold.units / of('units'),
            unit: 'x',
            goal: 50,
            better: 'higher',
            detail: `read units of a cold first load (${Math.round(cold.units)}) ÷ of a warm one after 100 changes (${of('units').toFixed(1)})`,
          } as const,
        ]
      : []),
  ];
}

async function open(endpoint: string, folder: string): Promise<StartFigures> {
  const script = 'test/bench/start/measureStart.ts';
  const program = await programArguments(script);
  const options = ['--max-old-space-size=6000', ...program, endpoint, folder];
  const { stdout } = await run(process.execPath, options, { maxBuffer: 2 ** 24 });
  return JSON.parse(stdout) as StartFigures;
}

/** Reading the file and nothing else, and filling as much new memory, since all jobs are in memory in the end. */
async function floors(
  folder: string,
): Promise<{ readonly bytes: number; readonly readMs: number; readonly fillMs: number }> {
  const [name = ''] = await readdir(folder);
  const file = path.join(folder, name);
  const begin = performance.now();
  await readFile(file);
  const readAt = performance.now();
  const { size: bytes } = await stat(file);
  const filled = Array.from({ length: bytes / blockBytes }, () =>
    new Uint8Array(blockBytes).fill(1),
  );
  const fillMs = performance.now() - readAt;
  assert(filled.length > 0);
  return { bytes, readMs: readAt - begin, fillMs };
}
