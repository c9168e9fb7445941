import { t } from '@vscode/l10n';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CheckStep } from '../../core/diagnostics/checkReport';
import { isAbort, isUserError, messageOf } from '../../core/diagnostics/errors';
import { toUserError } from '../errors/awsErrors';
import { checkCredentials } from './checkCredentials';
import { checkData } from './checkData';
import { checkReads } from './checkReads';
import { checkTableIfAllowed } from './checkTable';
import { checkLive } from './checkLive';
import { checkLogs } from './checkLogs';
import { describeTarget } from './describeTarget';
import type { CheckedReads, Finding } from './finding';
import type { RawItem } from '../table/jobTable';
import type { Connection } from '../config/connection';
import type { Target } from '../config/endpoint';

export interface Probe {
  readonly title: string;
  readonly run: (signal: AbortSignal) => Promise<Finding>;
  /** A failure counts as skipped, with this note: jobs can be read without it. */
  readonly optionalNote?: string;
}

export interface CheckOptions {
  readonly signal: AbortSignal;
  /** Called before each step; `index` is zero-based. */
  readonly onStep?: (title: string, index: number, total: number) => void;
  /** Other regions that may have the table if it is missing. */
  readonly regions?: readonly string[];
  /** The effective proxy, from VS Code's settings or the environment. */
  readonly proxy?: string | undefined;
  /** Whether retry and abort are live, so that their permissions are checked as well. */
  readonly hasLiveActions?: boolean;
}

/**
 * Checks the connection step by step: credentials, region and endpoint, table, read permission, data, logs. After a
 * failed step, the rest is skipped, since it would only fail for the same reason.
 * @throws AbortError when `signal` aborts.
 */
export function runCheck(
  target: Target,
  client: DynamoDBClient,
  reads: CheckedReads,
  options: CheckOptions,
): Promise<CheckStep[]> {
  return runProbes(probes(target, client, reads, options), target, options);
}

/** The step that checks what live actions need, if they are used. */
export const liveProbes = (connection: Connection, { hasLiveActions }: CheckOptions): Probe[] =>
  hasLiveActions === true
    ? [
        {
          title: t('Live actions (optional)'),
          run: signal => checkLive(connection, signal),
          optionalNote: t('Batch Monitor can read jobs without the permissions for live actions.'),
        },
      ]
    : [];

/** Runs the steps in their order. */
export async function runProbes(
  all: readonly Probe[],
  target: Target,
  { signal, onStep }: CheckOptions,
): Promise<CheckStep[]> {
  const steps: CheckStep[] = [];
  for (const [index, { title, run, optionalNote }] of all.entries()) {
    if (steps.some(({ outcome }) => outcome === 'failed')) {
      steps.push({ title, outcome: 'skipped', details: [t('An earlier step failed.')], ms: 0 });
      continue;
    }
    signal.throwIfAborted();
    onStep?.(title, index, all.length);
    signal.throwIfAborted();
    const startedAt = Date.now();
    const result = await untilAborted(outcomeOf(run, target, signal), signal);
    const ms = Date.now() - startedAt;
    steps.push({
      title,
      ...(optionalNote === undefined ? result : asOptional(result, optionalNote)),
      ms,
    });
  }
  return steps;
}

/** Some of a step's work cannot be aborted, such as a credential process. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    work.finally(() => signal.removeEventListener('abort', onAbort)).catch(() => undefined);
  });
  return Promise.race([work, aborted]);
}

type Outcome = Omit<CheckStep, 'title' | 'ms'>;

function asOptional(result: Outcome, note: string): Outcome {
  return result.outcome === 'failed'
    ? { ...result, outcome: 'skipped', details: [...result.details, note] }
    : result;
}

async function outcomeOf(run: Probe['run'], target: Target, signal: AbortSignal): Promise<Outcome> {
  try {
    const finding = await run(signal);
    return 'skipped' in finding
      ? { outcome: 'skipped', details: [finding.skipped] }
      : { outcome: 'passed', details: finding };
  } catch (thrown) {
    const error = toUserError(thrown, target);
    if (isAbort(error)) {
      throw error;
    }
    if (!isUserError(error)) {
      return { outcome: 'failed', details: [messageOf(error)] };
    }
    const { code, message, remedy: text, command, argument, snippet } = error;
    return {
      outcome: 'failed',
      details: [message],
      code,
      remedy: { text, command, argument, snippet },
    };
  }
}

function probes(
  target: Target,
  client: DynamoDBClient,
  reads: CheckedReads,
  options: CheckOptions,
): Probe[] {
  const { regions = [], proxy } = options;
  let sample: readonly RawItem[] = [];
  return [
    { title: t('Credentials'), run: signal => checkCredentials(target, signal) },
    {
      title: t('Region and endpoint'),
      run: () => Promise.resolve(describeTarget(target, proxy)),
    },
    { title: t('Table'), run: signal => checkTableIfAllowed(target, client, regions, signal) },
    {
      title: t('Read permission'),
      run: async signal => {
        const { items, finding } = await checkReads(reads, signal);
        sample = items;
        return finding;
      },
    },
    {
      title: t('Data'),
      run: signal => checkData(target, client, sample, reads.scanPages(signal), signal),
    },
    {
      title: t('Logs (optional)'),
      run: signal => checkLogs(target, sample, reads, signal),
      optionalNote: t('Batch Monitor can read jobs without their logs.'),
    },
    ...liveProbes(target, options),
  ];
}
