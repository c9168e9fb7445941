import { parseArgs } from 'node:util';
import { createClient } from '../client';
import { describeError } from '../describeError';
import { replayFiles } from './replayEvents';

const usage = `Usage: npm run lambda:replay -- FILE… [--endpoint URL] [--table NAME] [--region R]

Runs EventBridge events through the Lambda function's code into a table, in their order.

  FILE            one event, an array of events, or JSON lines
  --endpoint URL  an emulator such as http://127.0.0.1:8000; absent: AWS
  --table NAME    default: MonitoringToolTest
  --region R      default: the environment's, else eu-west-1
  --help          shows this text

Prints {"written":n,"stale":n,"rejected":n}. A rejected event is named on stderr with its reason.
Exits with 0 when it ran to the end, with 1 when the table failed or the command was wrong.
Without credentials in the environment, an endpoint is given made-up ones.
`;

const options = {
  endpoint: { type: 'string' },
  table: { type: 'string', default: 'MonitoringToolTest' },
  region: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  if (positionals.length === 0) {
    throw new Error('no FILE given; --help says more');
  }
  const { env } = process;
  const region = values.region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? 'eu-west-1';
  const client = createClient({ endpoint: endpointOf(values.endpoint), region, env });
  const counts = await replayFiles(positionals, {
    recorder: { client, tableName: values.table, now: Date.now, log: () => undefined },
    onRejected: ({ file, position, reason }) =>
      process.stderr.write(`rejected: ${file}, ${position}: ${reason}\n`),
  });
  process.stdout.write(`${JSON.stringify(counts)}\n`);
}

function endpointOf(text: string | undefined): string | undefined {
  if (text === undefined || /^https?:\/\/[^/\s]+/.test(text)) {
    return text;
  }
  throw new Error(`--endpoint is no http or https address: ${text}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`replay: ${describeError(error)}\n`);
  process.exitCode = 1;
});
