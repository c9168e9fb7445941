import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Part, Result } from '../result';
import { median, quantile } from '../statistics';
import type { StoreFigures } from '../store/measureStore';

const run = promisify(execFile);

interface Size {
  readonly name: string;
  readonly jobs: number;
  readonly goalMs: number;
  readonly searchGoalMs: number;
  readonly firstSortGoalMs?: number;
}

const sizes: readonly Size[] = [
  { name: '100k', jobs: 100_000, goalMs: 20, searchGoalMs: 15 },
  { name: '1m', jobs: 1_000_000, goalMs: 250, searchGoalMs: 100, firstSortGoalMs: 1_000 },
];

/** The jobs in memory and the queries over them: no network, no emulator. */
export const store: Part = {
  name: 'store',
  run: async ({ say }) => {
    const results: Result[] = [];
    for (const size of sizes) {
      say(`${size.name} jobs …`);
      results.push(...resultsOf(size, await measure(size.jobs)));
    }
    return results;
  },
};

/** In a process of its own: its memory is the store's, and nothing else disturbs its garbage collector. */
async function measure(jobs: number): Promise<StoreFigures> {
  const { stdout } = await run(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', 'test/bench/store/measureStore.ts', String(jobs)],
    { maxBuffer: 2 ** 24 },
  );
  return JSON.parse(stdout) as StoreFigures;
}

function resultsOf(
  { name, goalMs, searchGoalMs, firstSortGoalMs }: Size,
  figures: StoreFigures,
): Result[] {
  const { queries, firstSorts, memoryMb, load, longestStretch } = figures;
  const { search, ...others } = queries;
  const worst = Object.entries(others)
    .map(([kind, times]) => ({ kind, p95: quantile(times, 0.95) }))
    .reduce((a, b) => (b.p95 > a.p95 ? b : a));
  const each = Object.entries(others).map(([kind, times]) => `${kind} ${ms(median(times))}`);
  const sorts = Object.entries(firstSorts).map(([column, time]) => `${column} ${ms(time)}`);
  const searchFigure: Omit<Result, 'name'> = {
    value: quantile(search ?? [], 0.95),
    unit: 'ms',
    goal: searchGoalMs,
    better: 'lower',
    detail: 'a text nobody has searched for yet, in six fields of every job; in slices',
  };
  return [
    {
      name: `store.query.${name}.p95_ms`,
      value: worst.p95,
      unit: 'ms',
      goal: goalMs,
      better: 'lower',
      detail: `filter, sort and window after 100 changes; p95 of the slowest kind, ${worst.kind}; medians: ${each.join(', ')}`,
    },
    // The second name is the one that the design gives it.
    ...['store.search', 'search'].map(figure => ({
      ...searchFigure,
      name: `${figure}.${name}.p95_ms`,
    })),
    {
      name: `store.first_sort.${name}_ms`,
      value: Math.max(...Object.values(firstSorts)),
      unit: 'ms',
      ...(firstSortGoalMs === undefined ? {} : { goal: firstSortGoalMs }),
      better: 'lower',
      detail: `a column for the first time, in slices: ${sorts.join(', ')}`,
    },
    {
      name: `store.stretch.${name}_ms`,
      value: longestStretch,
      unit: 'ms',
      goal: name === '1m' ? 30 : 16,
      better: 'lower',
      detail: 'longest time that a query kept the thread, garbage collection included',
    },
    {
      name: `store.memory.${name}_mb`,
      value: memoryMb,
      unit: 'MB',
      ...(name === '1m' ? { goal: 300 } : {}),
      better: 'lower',
      detail: `heap and arrays after loading, garbage collected; each job has its own name, ids and log stream; ${load.toFixed(1)} µs a job to take in`,
    },
  ];
}

const ms = (time: number): string => `${time.toPrecision(2)} ms`;
