import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createClient } from '../client';
import { describeError } from '../describeError';

/** Options that locate the table. */
export const tableOptions = {
  endpoint: { type: 'string' },
  table: { type: 'string', default: 'MonitoringToolTest' },
  region: { type: 'string' },
} as const;

export const tableUsage = `  --endpoint URL  an emulator such as http://127.0.0.1:8000; default: AWS
  --table NAME    default: MonitoringToolTest
  --region R      default: from the environment, otherwise eu-west-1`;

/** The client for the options of `tableOptions`. */
export function tableClient(values: {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
}): DynamoDBClient {
  const { env } = process;
  return createClient({ endpoint: endpointOf(values.endpoint), region: regionOf(values), env });
}

/** The region of the table, and of the function that writes it. */
export function regionOf({ region }: { readonly region?: string | undefined }): string {
  const { env } = process;
  return region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? 'eu-west-1';
}

function endpointOf(text: string | undefined): string | undefined {
  if (text === undefined || /^https?:\/\/[^/\s]+/.test(text)) {
    return text;
  }
  throw new Error(`--endpoint is not an http or https URL: ${text}`);
}

/** Parses an option's whole number from `min` to `max`. */
export function countOf(option: string, text: string, max: number, min = 1): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < min || count > max) {
    throw new Error(`--${option} is not a whole number from ${min} to ${max}: ${text}`);
  }
  return count;
}

/** Runs a tool; an error prints a line on standard error and sets exit code 1. */
export function runTool(name: string, main: (args: string[]) => Promise<void>): void {
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${name}: ${describeError(error)}\n`);
    process.exitCode = 1;
  });
}
