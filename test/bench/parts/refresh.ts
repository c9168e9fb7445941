import type { JobItem } from '../../../src/core/job/jobItem';
import { DynamoDbLocal } from '../../local/dynamodb/dynamoDbLocal';
import { emulatorClient } from '../../support/emulators/emulators';
import { afterBurst } from '../refresh/afterBurst';
import { changedItem, simulatedItems } from '../refresh/items';
import { LocalTable } from '../refresh/localTable';
import { OurFeed } from '../refresh/ourFeed';
import { scannerName, wholeScan, type WholeScan } from '../refresh/wholeScan';
import type { BenchContext, Part, Result } from '../result';
import { median } from '../statistics';
import { largeTables } from './largeTables';

const jobs = 10_000;
const changes = 100;
const repeats = 5;
const minute = 60_000;

/** What a refresh costs in time and read units, against reading everything every time. */
export const refresh: Part = {
  name: 'refresh',
  run: async context => [...(await smallTables(context)), ...(await largeTables(context))],
};

async function smallTables({ say, onEnd }: BenchContext): Promise<Result[]> {
  const emulator = new DynamoDbLocal();
  const endpoint = await emulator.start();
  onEnd(() => emulator.stop());
  const client = emulatorClient(endpoint);
  onEnd(() => client.destroy());

  say(`writing ${jobs} and ${2 * jobs} jobs into DynamoDB Local …`);
  const until = new Date(Date.now() - 3 * 60 * minute);
  const items = simulatedItems(2 * jobs, until);
  const half = items.slice(0, jobs);
  const plain = await LocalTable.create(client, 'Plain', half, false);
  const indexed = await LocalTable.create(client, 'Indexed', half, true);
  const twice = await LocalTable.create(client, 'Twice', items, true);

  const scans: WholeScan[] = [];
  const first = { plain: [] as Cost[], indexed: [] as Cost[] };
  for (let round = 1; round <= 3; round++) {
    say(`whole scan and first loads, round ${round} of 3 …`);
    scans.push(await wholeScan(endpoint, plain.name));
    first.plain.push(await firstLoad(endpoint, plain.name, jobs));
    first.indexed.push(await firstLoad(endpoint, indexed.name, jobs));
  }
  say(`refreshes after ${changes} changes …`);
  const [small, large] = await refreshes(endpoint, [
    { table: indexed, items: half },
    { table: twice, items },
  ]);
  say('refreshes after a burst of writes …');
  const burst = await afterBurst(endpoint, client);
  return [...resultsOf(await scannerName(), scans, first, small, large), burst];
}

interface Cost {
  readonly ms: number;
  readonly units: number;
}

async function firstLoad(endpoint: string, table: string, expected: number): Promise<Cost> {
  const feed = new OurFeed(endpoint, table);
  const cost = await feed.refresh();
  feed.dispose();
  if (feed.store.size !== expected) {
    throw new Error(`${feed.store.size} of ${expected} jobs were read from ${table}`);
  }
  return cost;
}

interface Followed {
  readonly table: LocalTable;
  readonly items: readonly JobItem[];
}

/** Turn by turn, so that whatever else the machine does disturbs both alike. */
async function refreshes(
  endpoint: string,
  followed: readonly [Followed, Followed],
): Promise<[Cost[], Cost[]]> {
  const feeds = followed.map(({ table }) => new OurFeed(endpoint, table.name));
  for (const feed of feeds) {
    await feed.refresh();
  }
  const costs: [Cost[], Cost[]] = [[], []];
  // The first round of each warms up the compiler and is not counted.
  for (let round = 0; round <= repeats; round++) {
    const at = Date.now() - (repeats + 1 - round) * 10 * minute;
    for (const [index, { table, items }] of followed.entries()) {
      const feed = feeds[index];
      // What was written in the last minute is read again, for safety: that minute was a quiet one.
      await table.write(items.slice(-1).map(item => changedItem(item, at - 5 * minute)));
      await feed?.refresh();
      const start = round * changes;
      const written = items.slice(start, start + changes).map(item => changedItem(item, at));
      await table.write(written);
      const cost = await feed?.refresh();
      const ids = written.flatMap(({ jobId }) => (typeof jobId === 'string' ? jobId : []));
      const seen = ids.filter(jobId => feed?.store.get(jobId)?.updatedAt === at);
      if (seen.length !== changes) {
        throw new Error(`${seen.length} of ${changes} changes were seen`);
      }
      if (cost && round > 0) {
        costs[index]?.push(cost);
      }
    }
  }
  feeds.forEach(feed => feed.dispose());
  return costs;
}

function resultsOf(
  scanner: string,
  scans: readonly WholeScan[],
  first: { readonly plain: readonly Cost[]; readonly indexed: readonly Cost[] },
  small: readonly Cost[],
  large: readonly Cost[],
): Result[] {
  const scanMs = median(scans.map(({ seconds }) => seconds * 1000));
  const scanUnits = median(scans.map(({ units }) => units));
  const time = (costs: readonly Cost[]): number => median(costs.map(({ ms }) => ms));
  const units = (costs: readonly Cost[]): number => median(costs.map(cost => cost.units));
  const whole = `whole sequential scan by ${scanner}: ${round(scanMs)} ms, ${round(scanUnits)} units`;
  const on = `${jobs} jobs in DynamoDB Local`;
  return [
    {
      name: 'refresh.first_load.plain.time_ratio',
      value: scanMs / time(first.plain),
      unit: 'x',
      goal: 3,
      better: 'higher',
      detail: `${whole}; our first load of a plain table: ${round(time(first.plain))} ms; ${on}`,
    },
    {
      name: 'refresh.first_load.indexed.rcu_ratio',
      value: scanUnits / units(first.indexed),
      unit: 'x',
      goal: 5,
      better: 'higher',
      detail: `${whole}; ours through the index: ${round(units(first.indexed))} units, ${round(time(first.indexed))} ms; ${on}`,
    },
    {
      name: 'refresh.incremental.time_ratio',
      value: scanMs / time(small),
      unit: 'x',
      goal: 100,
      better: 'higher',
      detail: `${whole}; our refresh after ${changes} changes: ${round(time(small))} ms; ${on}`,
    },
    {
      name: 'refresh.incremental.rcu_ratio',
      value: scanUnits / units(small),
      unit: 'x',
      goal: 300,
      better: 'higher',
      detail: `${whole}; our refresh after ${changes} changes, the minute before quiet: ${round(units(small))} units; ${on}`,
    },
    {
      name: 'refresh.incremental.growth',
      value: units(large) / units(small),
      unit: 'x',
      goal: 1.1,
      better: 'lower',
      detail: `read units at ${2 * jobs} jobs ÷ at ${jobs}; the same in time: ${(time(large) / time(small)).toFixed(2)} (${round(time(large))} ms ÷ ${round(time(small))} ms)`,
    },
  ];
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
