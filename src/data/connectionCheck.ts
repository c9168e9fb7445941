import { t } from '@vscode/l10n';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CheckStep } from '../core/checkReport';
import { readUnitsText } from '../core/cost';
import { isAbort, isUserError, messageOf } from '../core/errors';
import { formatCount } from '../core/formatCount';
import { plural } from '../core/texts';
import { toUserError } from './awsErrors';
import {
  checkCredentials,
  checkData,
  checkTableIfAllowed,
  describeTarget,
  readFirst,
  type Finding,
} from './checkSteps';
import type { Connection } from './connection';
import type { ItemPage, RawItem } from './jobTable';
import type { TableShape } from './tableShape';

interface Probe {
  readonly title: string;
  readonly run: (signal: AbortSignal) => Promise<Finding>;
}

/** Enough items for their statistics to say something. */
const sampleSize = 100;

/** The reads the check makes of the table. */
export interface CheckedReads {
  shape(signal: AbortSignal): Promise<TableShape>;
  samplePage(signal: AbortSignal, count: number): Promise<ItemPage>;
  scanPages(signal: AbortSignal): AsyncIterable<ItemPage>;
  changedPages(signal: AbortSignal, since: number): AsyncIterable<ItemPage>;
}

/**
 * Tries the connection step by step: credentials, region and endpoint, table, read permission, data.
 * After a failed step the rest is skipped, since it could only fail for the same cause.
 * @throws AbortError when `signal` aborts.
 */
export async function runCheck(
  connection: Connection,
  client: DynamoDBClient,
  reads: CheckedReads,
  signal: AbortSignal,
  onStep: (title: string) => void,
): Promise<CheckStep[]> {
  const steps: CheckStep[] = [];
  for (const { title, run } of probes(connection, client, reads)) {
    if (steps.some(({ outcome }) => outcome === 'failed')) {
      steps.push({ title, outcome: 'skipped', details: [t('An earlier step failed.')], ms: 0 });
      continue;
    }
    signal.throwIfAborted();
    onStep(title);
    const startedAt = Date.now();
    const result = await outcomeOf(run, connection, signal);
    steps.push({ title, ...result, ms: Date.now() - startedAt });
  }
  return steps;
}

async function outcomeOf(
  run: Probe['run'],
  connection: Connection,
  signal: AbortSignal,
): Promise<Omit<CheckStep, 'title' | 'ms'>> {
  try {
    const finding = await run(signal);
    return 'skipped' in finding
      ? { outcome: 'skipped', details: [finding.skipped] }
      : { outcome: 'passed', details: finding };
  } catch (thrown) {
    const error = toUserError(thrown, connection);
    if (isAbort(error)) {
      throw error;
    }
    return isUserError(error)
      ? { outcome: 'failed', details: [error.message], remedy: error.remedy }
      : { outcome: 'failed', details: [messageOf(error)] };
  }
}

function probes(connection: Connection, client: DynamoDBClient, reads: CheckedReads): Probe[] {
  let sample: readonly RawItem[] = [];
  return [
    { title: t('Credentials'), run: signal => checkCredentials(connection, signal) },
    { title: t('Region and endpoint'), run: () => Promise.resolve(describeTarget(connection)) },
    { title: t('Table'), run: signal => checkTableIfAllowed(connection, client, signal) },
    {
      title: t('Read permission'),
      run: async signal => {
        const page = await reads.samplePage(signal, sampleSize);
        sample = page.items;
        const found = readText(sample.length, page.readUnits);
        if ((await reads.shape(signal)).index === 'none') {
          return [found];
        }
        // The index is a resource of its own to IAM: being allowed the table is not enough.
        await readFirst(reads.changedPages(signal, Date.now()));
        return [found, t('Index "changes" can be read.')];
      },
    },
    { title: t('Data'), run: signal => checkData(sample, reads.scanPages(signal)) },
  ];
}

function readText(count: number, readUnits: number): string {
  const [items, units] = [formatCount(count), readUnitsText(readUnits)] as const;
  return plural(
    count,
    t('Read {0} item for {1}.', items, units),
    t('Read {0} items for {1}.', items, units),
  );
}
