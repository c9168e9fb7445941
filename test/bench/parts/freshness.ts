import { setTimeout as delay } from 'node:timers/promises';
import path from 'node:path';
import { functionZip } from '../../../lambda/tools/functionZip';
import { Random } from '../../../src/sample/random';
import { DynamoDbLocal } from '../../local/dynamodb/dynamoDbLocal';
import { emulatorEnvironment, localRegion } from '../../local/dynamodb/emulatorEnvironment';
import type { LambdaRuntime } from '../../local/dynamodb/lambdaRuntime';
import { root } from '../../local/root';
import { createJobsTable } from '../../local/dynamodb/table';
import { TempFolder } from '../../local/process/tempFolder';
import { until } from '../../local/process/until';
import { anEvent } from '../../support/builders/batchEvents';
import { emulatorClient } from '../../support/emulators/emulators';
import { buildForProduction } from '../buildForProduction';
import { PlainLoop } from '../freshness/plainLoop';
import { idleCost } from '../freshness/idleCost';
import { WatchedWindow } from '../freshness/watchedWindow';
import { shippedWriter } from '../lambda/writers';
import type { BenchContext, Part, Result } from '../result';
import { quantile } from '../statistics';

const events = 80;
const bystanders = 300;
/** Between refreshes of a table with an index, while its jobs change. */
const intervalMs = 1_000;
const goalMs = 2_000;
const patience = { timeoutMs: 60_000 };

/** All in milliseconds from handing the event to the function. */
interface Times {
  readonly stored: number;
  readonly tree: number;
  readonly dashboard: number;
  readonly floor: number;
}

/** From an event handed to the shipped function to the new state on screen, in the real VS Code. */
export const freshness: Part = { name: 'freshness', run: measure };

async function measure(context: BenchContext): Promise<Result[]> {
  const { say, onEnd } = context;
  say('building …');
  await buildForProduction();
  const temp = new TempFolder();
  onEnd(() => temp.remove());
  const emulator = new DynamoDbLocal();
  const endpoint = await emulator.start();
  onEnd(() => emulator.stop());
  const client = emulatorClient(endpoint);
  onEnd(() => client.destroy());
  const { table, run } = await shippedWriter(await functionZip(), endpoint, onEnd);
  await createJobsTable(client, table, { index: true });
  const writer = run();
  await writer.start();
  onEnd(() => writer.stop());

  say(`${events + bystanders} jobs in the table …`);
  for (let job = 0; job < bystanders; job++) {
    await hand(writer, eventOf(`bystander-${job}`, job % 2 ? 'SUCCEEDED' : 'FAILED', job));
  }
  for (let job = 0; job < events; job++) {
    await hand(writer, eventOf(nameOf(job), 'RUNNING', bystanders + job));
  }
  say('opening VS Code …');
  const window = await WatchedWindow.open(
    {
      extension: root,
      settings: {
        'batchMonitor.endpoint': endpoint,
        'batchMonitor.tableName': table,
        'batchMonitor.region': localRegion,
      },
      env: emulatorEnvironment(endpoint, temp.path),
    },
    'FAILED',
  );
  onEnd(() => window.close());
  if (!(await window.hasAttention())) {
    throw new Error('The window has no focus: refreshes would be as rare as nobody looks.');
  }
  const loop = new PlainLoop(client, table, intervalMs);
  onEnd(() => loop.stop());
  try {
    const times = await follow(window, loop, writer, context);
    return [...resultsOf(times), await idleCost(endpoint, table)];
  } finally {
    await window.screenshot(path.join(root, 'out/screenshots/freshness.png'));
  }
}

/** Events come at any phase of the interval, some while others are not on screen yet. */
async function follow(
  window: WatchedWindow,
  loop: PlainLoop,
  writer: LambdaRuntime,
  { say }: BenchContext,
): Promise<Times[]> {
  const random = new Random(6);
  const all: Promise<Times>[] = [];
  for (let job = 0; job < events; job++) {
    if (job % 20 === 0) {
      say(`event ${job} of ${events} …`);
    }
    await delay(random.between(300, 3_700));
    const followed = followOne(window, loop, writer, job);
    // Who waits for all of them is told below.
    followed.catch(() => undefined);
    all.push(followed);
  }
  return Promise.all(all);
}

async function followOne(
  window: WatchedWindow,
  loop: PlainLoop,
  writer: LambdaRuntime,
  job: number,
): Promise<Times> {
  const name = nameOf(job);
  const event = eventOf(name, 'FAILED', bystanders + events + job);
  const handedAt = Date.now();
  const store = async (): Promise<number> => {
    await hand(writer, event);
    return Date.now();
  };
  const floor = (): Promise<number> =>
    until(`${name} in the bare loop`, () => loop.seenAt(name, 'FAILED'), patience);
  const [stored, tree, dashboard, seen] = await Promise.all([
    store(),
    window.shown('tree', name, 'FAILED', patience.timeoutMs),
    window.shown('dashboard', name, 'FAILED', patience.timeoutMs),
    floor(),
  ]);
  return {
    stored: stored - handedAt,
    tree: tree - handedAt,
    dashboard: dashboard - handedAt,
    floor: seen - handedAt,
  };
}

const nameOf = (job: number): string => `followed-${String(job).padStart(3, '0')}`;

/** Each a second later than the one before, so that the newest are on top. */
const eventOf = (jobId: string, status: string, order: number): object =>
  anEvent(
    { jobId, jobName: jobId, status },
    { time: new Date(startedAt + order * 1_000).toISOString().replace(/\.\d+Z/, 'Z') },
  );

const startedAt = Date.now() - (bystanders + 3 * events) * 1_000;

async function hand(writer: LambdaRuntime, event: object): Promise<void> {
  const answer = await writer.invoke(event);
  if (!answer.ok) {
    throw new Error(`An event was not stored: ${answer.error.errorMessage}`);
  }
}

function resultsOf(times: readonly Times[]): Result[] {
  const of = (value: (one: Times) => number, part: number): number =>
    quantile(times.map(value), part);
  const last = ({ tree, dashboard }: Times): number => Math.max(tree, dashboard);
  const floor = ({ floor: ms }: Times): number => ms;
  const how = `window with the focus, tree and dashboard on show, refreshed as often as jobs change, ${times.length} events at random times`;
  const stored = `stored after p50 ${of(({ stored: ms }) => ms, 0.5)} ms, p95 ${of(({ stored: ms }) => ms, 0.95)} ms`;
  return [
    ms(
      'freshness.p50_ms',
      of(last, 0.5),
      `event handed over to state on tree and dashboard; ${how}`,
    ),
    ms(
      'freshness.p95_ms',
      of(last, 0.95),
      `the same, p95; slowest ${Math.max(...times.map(last))} ms; ${stored}`,
      goalMs,
    ),
    ms(
      'freshness.tree.p95_ms',
      of(({ tree }) => tree, 0.95),
      'on the tree alone',
      goalMs,
    ),
    ms(
      'freshness.dashboard.p95_ms',
      of(({ dashboard }) => dashboard, 0.95),
      'on the dashboard alone',
      goalMs,
    ),
    ms(
      'freshness.floor.p95_ms',
      of(floor, 0.95),
      `the same events in a bare loop that asks the index every ${intervalMs / 1_000} s and shows nothing; p50 ${of(floor, 0.5)} ms`,
    ),
  ];
}

const ms = (name: string, value: number, detail: string, goal?: number): Result => ({
  name,
  value,
  unit: 'ms',
  ...(goal === undefined ? {} : { goal }),
  better: 'lower',
  detail,
});
