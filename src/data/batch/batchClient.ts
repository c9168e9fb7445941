import { t } from '@vscode/l10n';
import {
  BatchClient as SdkClient,
  DescribeComputeEnvironmentsCommand,
  DescribeJobQueuesCommand,
  DescribeJobsCommand,
  GetJobQueueSnapshotCommand,
  ListJobsCommand,
  type ComputeEnvironmentDetail,
  type JobDetail,
  type JobQueueDetail,
  type ListJobsRequest,
} from '@aws-sdk/client-batch';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { Connection } from '../config/connection';
import type { Target } from '../config/endpoint';
import {
  credentialsOf,
  defaultTimeouts,
  endpointOptions,
  requestHandler,
  type Timeouts,
} from '../credentials/clients';
import { KnownAwsFiles } from '../credentials/knownAwsFiles';
import { dropWhenRejected } from '../credentials/reusedCredentials';
import { recordServerTime, servedAtOf } from '../credentials/serverTime';
import { BadResponse } from '../errors/awsErrors';
import type { BatchApi, CallUsage, JobSummaries, QueueSnapshot } from './batchApi';
import { toBatchError } from './batchErrors';
import { environmentRequests, groupsOf, maxDescribed, queueRequests } from './batchRequests';
import { batchTargetOf } from './batchTarget';
import { CallRate } from './callRate';
import { readAllPages, type TokenPage } from './readAllPages';

/** Throttled requests wait longer each time, so more of them are worth trying. */
const maxThrottled = 6;

/** By profile and region: AWS limits the rate of an account, whatever part of the extension makes the calls. */
const rates = new Map<string, CallRate>();

function rateOf({ profile, region }: Connection): CallRate {
  const key = JSON.stringify([profile, region]);
  const rate = rates.get(key) ?? new CallRate();
  rates.set(key, rate);
  return rate;
}

interface SendOptions {
  readonly abortSignal: AbortSignal;
}

/** Reads AWS Batch, at a limited rate. */
export class BatchClient implements BatchApi {
  private sdk: SdkClient | undefined;
  private readonly files = new KnownAwsFiles();
  private calls = 0;
  private throttled = 0;

  constructor(
    private readonly connection: Connection,
    private readonly timeouts: Timeouts = defaultTimeouts,
    private readonly rate: CallRate = rateOf(connection),
  ) {}

  get usage(): CallUsage {
    const { calls, throttled } = this;
    return { calls, throttled, callsPerSecond: this.rate.callsPerSecond };
  }

  listJobs(request: ListJobsRequest, signal: AbortSignal): Promise<JobSummaries> {
    return this.send(signal, async (sdk, options) => {
      const output = await sdk.send(new ListJobsCommand(request), options);
      return {
        jobs: required(output.jobSummaryList),
        nextToken: output.nextToken,
        servedAt: servedAtOf(output),
      };
    });
  }

  async describeJobs(
    jobIds: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly JobDetail[]> {
    const described: JobDetail[] = [];
    for (const jobs of groupsOf(maxDescribed, jobIds)) {
      const found = await this.send(signal, async (sdk, options) =>
        required((await sdk.send(new DescribeJobsCommand({ jobs }), options)).jobs),
      );
      described.push(...found);
    }
    return described;
  }

  async *jobQueues(
    names: readonly string[] | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<readonly JobQueueDetail[]> {
    for (const request of queueRequests(names)) {
      yield* this.pages(signal, async (nextToken, sdk, options) => {
        const command = new DescribeJobQueuesCommand({ ...request, nextToken });
        const output = await sdk.send(command, options);
        return { items: required(output.jobQueues), nextToken: output.nextToken };
      });
    }
  }

  async *computeEnvironments(
    names: readonly string[] | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<readonly ComputeEnvironmentDetail[]> {
    for (const request of environmentRequests(names)) {
      yield* this.pages(signal, async (nextToken, sdk, options) => {
        const command = new DescribeComputeEnvironmentsCommand({ ...request, nextToken });
        const output = await sdk.send(command, options);
        return { items: required(output.computeEnvironments), nextToken: output.nextToken };
      });
    }
  }

  queueSnapshot(queue: string, signal: AbortSignal): Promise<QueueSnapshot> {
    return this.send(signal, async (sdk, options) => {
      const command = new GetJobQueueSnapshotCommand({ jobQueue: queue });
      const { frontOfQueue, queueUtilization } = await sdk.send(command, options);
      return { frontOfQueue, queueUtilization };
    });
  }

  close(): void {
    this.sdk?.destroy();
    this.sdk = undefined;
  }

  private async *pages<T>(
    signal: AbortSignal,
    read: (
      nextToken: string | undefined,
      sdk: SdkClient,
      options: SendOptions,
    ) => Promise<TokenPage<T>>,
  ): AsyncGenerator<readonly T[]> {
    try {
      yield* readAllPages(nextToken =>
        this.send(signal, (sdk, options) => read(nextToken, sdk, options)),
      );
    } catch (error) {
      throw toBatchError(error, await batchTargetOf(this.connection));
    }
  }

  /** Retries itself, because the SDK's retries would not wait for their turn. */
  private async send<T>(
    signal: AbortSignal,
    run: (sdk: SdkClient, options: SendOptions) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    const target = await batchTargetOf(this.connection);
    if (await this.files.haveChanged()) {
      this.close();
    }
    for (let attempt = 1; ; attempt++) {
      await this.rate.turn(signal);
      this.calls++;
      try {
        return await run((this.sdk ??= this.open(target)), { abortSignal: signal });
      } catch (error) {
        if (signal.aborted || !this.canRetry(error, attempt)) {
          throw toBatchError(error, target);
        }
      }
    }
  }

  private canRetry(error: unknown, attempt: number): boolean {
    if (!isSdkError(error)) {
      return false;
    }
    if (isThrottlingError(error)) {
      this.throttled++;
      this.rate.slowDown();
      return attempt < maxThrottled;
    }
    return attempt < this.timeouts.maxAttempts && (isTransientError(error) || isServerError(error));
  }

  private open(target: Target): SdkClient {
    const sdk = new SdkClient({
      region: target.region,
      credentials: credentialsOf(this.connection),
      maxAttempts: 1,
      requestHandler: requestHandler(this.timeouts),
      ...endpointOptions(target),
    });
    dropWhenRejected(sdk, this.connection);
    recordServerTime(sdk);
    return sdk;
  }
}

const isSdkError = (error: unknown): error is Parameters<typeof isThrottlingError>[0] =>
  error instanceof Error;

/** A response without its list is not an empty one. */
function required<T>(list: readonly T[] | undefined): readonly T[] {
  if (!Array.isArray(list)) {
    throw new BadResponse(t('the response has no list.'));
  }
  return list as readonly T[];
}
