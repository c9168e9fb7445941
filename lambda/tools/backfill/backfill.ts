import { parseArgs } from 'node:util';
import { formatCount } from '../../../src/core/text/formatCount';
import { Backfill, type BackfillCounts } from './backfillTable';
import { systemClock } from '../clock';
import { countOf, runTool, tableClient, tableOptions, tableUsage } from '../commandLine';
import { describeJobsTable } from './describeJobsTable';
import { Progress } from '../progress';
import { ScanPositions } from './scanPositions';
import { stopSignal } from '../stopSignal';
import { UnitBudget } from './unitBudget';

const usage = `Usage: npm run lambda:backfill -- --table NAME [options]

Adds to the items of a table what the Lambda function derives from events and an older writer left
out, the keys of the index "changes" among it. Nothing that an item has is replaced or removed, and an
item that another writer changes meanwhile is left to that writer. Run it again at any time.

${tableUsage}
  --dry-run       only says what would be added, and writes nothing
  --rate N        write units a second at most, default 100; fewer while DynamoDB throttles
  --read-rate N   read units a second at most, default 1000
  --segments N    parts of the table read side by side, default 8
  --state FILE    keeps how far it is, for a later run with the same FILE to go on after Ctrl-C or a
                  failure; without it a later run reads all again, which changes nothing
  --help          shows this text

Prints {"scanned":n,"updated":n,"complete":n,"movedOn":n,"malformed":n,"readUnits":x,"writeUnits":y},
a dry run also {"attributes":{NAME:n}} for what "updated" items would be given.
Malformed items are left as they are and named on stderr.
Exits with 0 when it ran to the end, with 1 when it was stopped, the table failed or the command was
wrong. Without credentials in the environment, an endpoint is given made-up ones.
`;

const options = {
  ...tableOptions,
  'dry-run': { type: 'boolean', default: false },
  rate: { type: 'string', default: '100' },
  'read-rate': { type: 'string', default: '1000' },
  segments: { type: 'string', default: '8' },
  state: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Bad items are all counted; so many of them are named. */
const mostNamed = 20;

runTool('backfill', async args => {
  const { values } = parseArgs({ args, options });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const { state, 'dry-run': isDry } = values;
  if (isDry && state !== undefined) {
    throw new Error('--dry-run keeps no --state');
  }
  const segments = countOf('segments', values.segments, 256);
  const clock = systemClock;
  const writes = new UnitBudget(countOf('rate', values.rate, 1_000_000), clock);
  const reads = new UnitBudget(countOf('read-rate', values['read-rate'], 1_000_000), clock);
  const progress = new Progress(process.stderr, clock);
  const signal = stopSignal(() => progress.say('Stopping after the items under way.'));
  const client = tableClient(values);
  const table = await describeJobsTable(client, values.table);
  const positions =
    state === undefined
      ? ScanPositions.fromStart(table.identity, segments)
      : ScanPositions.fromFile(table.identity, segments, state);

  if (!table.hasIndex) {
    progress.say(`Table ${table.name} has no index "changes" yet; what is added awaits it.`);
  }
  const backfill = new Backfill({
    client,
    table,
    positions,
    reads,
    writes,
    clock,
    isDry,
    signal,
    onMalformed: (jobId, reason) => {
      const before = backfill.counts.malformed;
      if (before < mostNamed) {
        progress.say(`malformed: job ${jobId}: ${reason}`);
      } else if (before === mostNamed) {
        progress.say('malformed: more items like these are not named');
      }
    },
    onProgress: counts => progress.show(() => describe(counts, table.itemCount)),
  });
  const how = state === undefined ? 'the same command again' : `again with --state ${state}`;
  const resume = `Run ${how} to go on; nothing is done twice.`;
  const isFinished = await backfill
    .run()
    .catch((error: unknown) => {
      progress.say(`Not finished: ${describe(backfill.counts, table.itemCount)}. ${resume}`);
      throw error;
    })
    .finally(() => progress.end());

  remarks(backfill).forEach(remark => progress.say(remark));
  if (!isFinished) {
    progress.say(`Stopped. ${resume}`);
    process.exitCode = 1;
  }
  const attributes = isDry ? { attributes: Object.fromEntries(backfill.added) } : {};
  process.stdout.write(`${JSON.stringify({ ...backfill.counts, ...attributes })}\n`);
});

function describe({ scanned, updated, complete, malformed }: BackfillCounts, of: number): string {
  const about = of > scanned ? ` of about ${formatCount(of)}` : '';
  const [read, done, whole, bad] = [scanned, updated, complete, malformed].map(formatCount);
  return `${read} items read${about}: ${done} updated, ${whole} complete, ${bad} malformed`;
}

function remarks({ withoutEvent, writers }: Backfill): string[] {
  const { newestPlain } = writers;
  return [
    ...(withoutEvent > 0
      ? [
          `${formatCount(withoutEvent)} items hold no event of their state: their own attributes told.`,
        ]
      : []),
    ...(newestPlain === undefined
      ? []
      : [
          `The newest state, of ${new Date(newestPlain).toISOString()}, was written by an older function.` +
            ' Deploy the present one, then run this again: what the older one writes is in no index.',
        ]),
  ];
}
