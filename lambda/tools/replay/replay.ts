import { parseArgs } from 'node:util';
import { formatCount } from '../../../src/core/text/formatCount';
import { systemClock } from '../clock';
import { countOf, runTool, tableClient, tableOptions, tableUsage } from '../commandLine';
import { createDryClient } from './dryClient';
import { Progress } from '../progress';
import { replayFiles, type ReplayCounts } from './replayEvents';

const usage = `Usage: npm run lambda:replay -- FILE… [options]

Runs EventBridge events through the Lambda function's code into a table, those of a job in their order.

  FILE            a file of events, a folder of such files, or - for standard input:
                  one event, an array, JSON lines, or one after the other, gzipped or not, as S3,
                  Firehose or CloudWatch Logs keep them; or SQS messages with events in them, as
                  aws sqs receive-message prints those of a dead-letter queue
${tableUsage}
  --concurrency N jobs whose events are under way at the same time, default 8
  --dry-run       only says which events would be taken; needs no table
  --help          shows this text

Prints {"written":n,"stale":n,"rejected":n}, a dry run {"valid":n,"rejected":n}. A rejected event is
named on stderr with its reason, and so is a file of a folder that is no file of events.
Exits with 0 when it ran to the end, with 1 when the table failed or the command was wrong.
Without credentials in the environment, an endpoint is given made-up ones.
`;

const options = {
  ...tableOptions,
  concurrency: { type: 'string', default: '8' },
  'dry-run': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

runTool('replay', async args => {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  if (positionals.length === 0) {
    throw new Error('no FILE given; --help says more');
  }
  const isDry = values['dry-run'];
  const concurrency = countOf('concurrency', values.concurrency, 256);
  const client = isDry ? createDryClient() : tableClient(values);
  const progress = new Progress(process.stderr, systemClock);
  const reasons = new Map<string, number>();
  const { written, stale, rejected } = await replayFiles(positionals, {
    recorder: { client, tableName: values.table, now: Date.now },
    clock: systemClock,
    concurrency,
    onRejected: ({ file, position, reason }) => {
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      progress.say(`rejected: ${file}, ${position}: ${reason}`);
    },
    onSkipped: file => progress.say(`skipped: ${file} is no file of events`),
    onProgress: counts => progress.show(() => describe(counts)),
  }).finally(() => progress.end());
  if (rejected > 1) {
    [...reasons]
      .sort(([, a], [, b]) => b - a)
      .forEach(([reason, count]) =>
        progress.say(`rejected in all: ${formatCount(count)} × ${reason}`),
      );
  }
  const counts = isDry ? { valid: written, rejected } : { written, stale, rejected };
  process.stdout.write(`${JSON.stringify(counts)}\n`);
});

function describe({ written, stale, rejected }: ReplayCounts): string {
  const [taken, late, refused] = [written, stale, rejected].map(formatCount);
  return `${taken} written, ${late} stale, ${refused} rejected`;
}
