import '../quietSdk';
import { parseArgs } from 'node:util';
import { formatCount } from '../../../src/core/text/formatCount';
import { systemClock } from '../clock';
import { countOf, regionOf, runTool, tableClient, tableOptions, tableUsage } from '../commandLine';
import { createDryClient } from './dryClient';
import { Progress } from '../progress';
import { functionVariables } from './functionVariables';
import { replayFiles, type ReplayCounts } from './replayEvents';
import { replaySettings, settingsOptions } from './replaySettings';

const usage = `Usage: npm run lambda:replay -- FILE… [options]

Writes EventBridge events to a table with the Lambda function's code, the events of each job in order.

  FILE            a file of events, a folder of such files, or - for standard input:
                  one event, an array, JSON lines or consecutive documents, gzipped or not, as S3,
                  Firehose or CloudWatch Logs store them; or SQS messages that contain events, such
                  as the output of aws sqs receive-message for a dead-letter queue
${tableUsage}
  --like-function NAME       stores events like this Lambda function: its table, its retention, and
                             whether it redacts environment values; options below take precedence
  --retention-days N         days after its last event until DynamoDB may delete a finished job;
                             0 keeps jobs forever
  --redact-environment       redacts the values of environment variables before storing an event
  --no-redact-environment    stores the values of environment variables
  --concurrency N jobs to write in parallel, default 8
  --dry-run       checks which events would be accepted; needs no table
  --help          shows this text

Prints {"written":n,"stale":n,"rejected":n}, or {"valid":n,"rejected":n} for a dry run. Reports each
rejected event with its reason on stderr, and each file of a folder that does not hold events.
Exits with 0 when complete, and with 1 when a request fails or the command is invalid.
Without --endpoint, specify --like-function, or --retention-days and one of the --redact options.
For an endpoint, credentials are optional.
`;

const options = {
  ...tableOptions,
  ...settingsOptions,
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
    throw new Error('no FILE given; see --help');
  }
  const isDry = values['dry-run'];
  const concurrency = countOf('concurrency', values.concurrency, 256);
  const settings = await replaySettings(values, name => functionVariables(name, regionOf(values)));
  const client = isDry ? createDryClient() : tableClient(values);
  const progress = new Progress(process.stderr, systemClock);
  const reasons = new Map<string, number>();
  const { written, stale, rejected } = await replayFiles(positionals, {
    recorder: { ...settings, client, now: Date.now },
    clock: systemClock,
    concurrency,
    onRejected: ({ file, position, reason }) => {
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      progress.report(`rejected: ${file}, ${position}: ${reason}`);
    },
    onSkipped: file => progress.report(`skipped: ${file} is not a file of events`),
    onProgress: counts => progress.show(() => describe(counts)),
  }).finally(() => progress.end());
  if (rejected > 1) {
    [...reasons]
      .sort(([, a], [, b]) => b - a)
      .forEach(([reason, count]) =>
        progress.report(`rejected in total: ${formatCount(count)} × ${reason}`),
      );
  }
  const counts = isDry ? { valid: written, rejected } : { written, stale, rejected };
  process.stdout.write(`${JSON.stringify(counts)}\n`);
});

function describe({ written, stale, rejected }: ReplayCounts): string {
  const texts = [written, stale, rejected].map(formatCount);
  return `${texts[0]} written, ${texts[1]} stale, ${texts[2]} rejected`;
}
