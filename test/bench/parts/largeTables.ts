import { PreparedTable } from '../../support/emulators/preparedTable';
import { OurFeed } from '../refresh/ourFeed';
import type { BenchContext, Result } from '../result';
import { median } from '../statistics';

const delayMs = 15;
const refreshes = 7;

const sizes = [
  { name: '100k', jobs: 100_000 },
  { name: '1m', jobs: 1_000_000 },
] as const;

/** Sizes no emulator can hold, from an endpoint that serves prepared pages: there is no rival here. */
export async function largeTables(context: BenchContext): Promise<Result[]> {
  const results: Result[] = [];
  for (const size of sizes) {
    context.say(`first load of ${size.name} jobs from prepared pages …`);
    results.push(...(await measure(size, context)));
  }
  return results;
}

async function measure(
  { name, jobs }: (typeof sizes)[number],
  { onEnd }: BenchContext,
): Promise<Result[]> {
  const table = await PreparedTable.start({ jobs, delayMs });
  onEnd(() => table.stop());
  const feed = new OurFeed(table.endpoint, 'Prepared');
  const firstJobs = feed.firstJobs();
  const whole = await feed.refresh();
  if (feed.store.size !== jobs) {
    throw new Error(`${feed.store.size} of ${jobs} jobs were read`);
  }
  const costs: { readonly ms: number; readonly units: number }[] = [];
  for (let round = 0; round < refreshes; round++) {
    costs.push(await feed.refresh());
  }
  feed.dispose();
  await table.stop();
  const how = `prepared pages of 1 MB, ${delayMs} ms each`;
  return [
    {
      name: `refresh.first_load.indexed.${name}_s`,
      value: whole.ms / 1000,
      unit: 's',
      better: 'lower',
      detail: `index first load, ${Math.round(whole.units)} units; ${how}`,
    },
    {
      name: `refresh.first_jobs.${name}_ms`,
      value: await firstJobs,
      unit: 'ms',
      better: 'lower',
      detail: `until the first jobs are on screen; ${how}`,
    },
    {
      name: `refresh.incremental.${name}_ms`,
      value: median(costs.map(({ ms }) => ms)),
      unit: 'ms',
      better: 'lower',
      detail: `refresh after 100 changes, ${median(costs.map(({ units }) => units))} units; ${how}`,
    },
  ];
}
