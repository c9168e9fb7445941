import '../quietSdk';
import { parseArgs } from 'node:util';
import { formatCount } from '../../../src/core/text/formatCount';
import { Backfill, type BackfillCounts } from './backfillTable';
import { systemClock } from '../clock';
import { countOf, runTool, tableClient, tableOptions, tableUsage } from '../commandLine';
import { describeJobsTable } from './describeJobsTable';
import { Progress } from '../progress';
import { ScanPositions } from './scanPositions';
import { stopSignal } from '../stopSignal';
import { TokenBucket } from './tokenBucket';

const usage = `Usage: npm run lambda:backfill -- --table NAME [options]

Adds the attributes that the Lambda function derives from events and an older writer did not store,
including the keys of the index "changes". It never replaces or removes an attribute, and skips an
item that another writer changes at the same time. You can run it again at any time.

${tableUsage}
  --dry-run       shows what would be added without writing
  --rate N        maximum write units per second, default 100; lower while DynamoDB throttles
  --read-rate N   maximum read units per second, default 1000
  --segments N    parts of the table to read in parallel, default 8
  --state FILE    saves the progress to FILE, so that a later run with the same FILE continues after
                  Ctrl-C or a failure; without it, a later run reads the whole table again
  --help          shows this text

Prints {"scanned":n,"updated":n,"complete":n,"movedOn":n,"malformed":n,"readUnits":x,"writeUnits":y},
and for a dry run also {"attributes":{NAME:n}}, which counts the attributes that would be added.
Reports malformed items on stderr and does not change them.
Exits with 0 when complete, and with 1 when stopped, when a request fails or when the command is
invalid. For an endpoint, credentials are optional.
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

/** All malformed items are counted; this many are named. */
const maxNamed = 20;

runTool('backfill', async args => {
  const { values } = parseArgs({ args, options });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const { state, 'dry-run': isDry } = values;
  if (isDry && state !== undefined) {
    throw new Error('--state cannot be used with --dry-run');
  }
  const segments = countOf('segments', values.segments, 256);
  const clock = systemClock;
  const writes = new TokenBucket(countOf('rate', values.rate, 1_000_000), clock);
  const reads = new TokenBucket(countOf('read-rate', values['read-rate'], 1_000_000), clock);
  const progress = new Progress(process.stderr, clock);
  const signal = stopSignal(() => progress.report('Stopping after the current items.'));
  const client = tableClient(values);
  const table = await describeJobsTable(client, values.table);
  const positions =
    state === undefined
      ? ScanPositions.fromStart(table.identity, segments)
      : ScanPositions.fromFile(table.identity, segments, state);

  if (!table.hasIndex) {
    progress.report(
      `Table ${table.name} has no index "changes" yet; the index uses the added attributes once you create it.`,
    );
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
      if (before < maxNamed) {
        progress.report(`malformed: job ${jobId}: ${reason}`);
      } else if (before === maxNamed) {
        progress.report('malformed: further items are counted but not named');
      }
    },
    onProgress: counts => progress.show(() => describe(counts, table.itemCount)),
  });
  const how = state === undefined ? 'the same command again' : `it again with --state ${state}`;
  const resume = `Run ${how} to continue; items that are complete are not written again.`;
  const isFinished = await backfill
    .run()
    .catch((error: unknown) => {
      progress.report(`Not finished: ${describe(backfill.counts, table.itemCount)}. ${resume}`);
      throw error;
    })
    .finally(() => progress.end());

  remarks(backfill).forEach(remark => progress.report(remark));
  if (!isFinished) {
    progress.report(`Stopped. ${resume}`);
    process.exitCode = 1;
  }
  const attributes = isDry ? { attributes: Object.fromEntries(backfill.added) } : {};
  process.stdout.write(`${JSON.stringify({ ...backfill.counts, ...attributes })}\n`);
});

function describe({ scanned, updated, complete, malformed }: BackfillCounts, of: number): string {
  const about = of > scanned ? ` of about ${formatCount(of)}` : '';
  const [readText, updatedText, completeText, malformedText] = [
    scanned,
    updated,
    complete,
    malformed,
  ].map(formatCount);
  return `${readText} items read${about}: ${updatedText} updated, ${completeText} complete, ${malformedText} malformed`;
}

function remarks({ withoutEvent, writers }: Backfill): string[] {
  const { newestPlain } = writers;
  return [
    ...(withoutEvent > 0
      ? [
          `${formatCount(withoutEvent)} items have no event of their state; their other attributes were used instead.`,
        ]
      : []),
    ...(newestPlain === undefined
      ? []
      : [
          `An older function wrote the newest state, at ${new Date(newestPlain).toISOString()}.` +
            ' Deploy the current function, then run this again: the index lacks what the older one writes.',
        ]),
  ];
}
