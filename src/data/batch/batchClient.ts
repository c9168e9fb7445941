import { t } from '@vscode/l10n';
import {
  type BatchClient as SdkClient,
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
import type { Connection } from '../config/connection';
import { defaultTimeouts, type Timeouts } from '../credentials/clients';
import { servedAtOf } from '../credentials/serverTime';
import { BadResponse } from '../errors/awsErrors';
import type { BatchApi, CallUsage, JobSummaries, QueueSnapshot } from './batchApi';
import { BatchCalls, type SendOptions } from './batchCalls';
import { toBatchError } from './batchErrors';
import { environmentRequests, groupsOf, maxDescribed, queueRequests } from './batchRequests';
import { batchTargetOf } from './batchTarget';
import { CallRate, ratesByAccount } from './callRate';
import { readAllPages, type TokenPage } from './readAllPages';

const rateOf = ratesByAccount(() => new CallRate());

/** Reads AWS Batch, at a limited rate. */
export class BatchClient implements BatchApi {
  readonly calls: BatchCalls;

  constructor(
    connection: Connection,
    timeouts: Timeouts = defaultTimeouts,
    rate: CallRate = rateOf(connection),
  ) {
    this.calls = new BatchCalls(connection, timeouts, rate);
  }

  get usage(): CallUsage {
    return this.calls.usage;
  }

  listJobs(request: ListJobsRequest, signal: AbortSignal): Promise<JobSummaries> {
    return this.calls.send(signal, async (sdk, options) => {
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
      const found = await this.calls.send(signal, async (sdk, options) =>
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
    return this.calls.send(signal, async (sdk, options) => {
      const command = new GetJobQueueSnapshotCommand({ jobQueue: queue });
      const { frontOfQueue, queueUtilization } = await sdk.send(command, options);
      return { frontOfQueue, queueUtilization };
    });
  }

  close(): void {
    this.calls.close();
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
        this.calls.send(signal, (sdk, options) => read(nextToken, sdk, options)),
      );
    } catch (error) {
      throw toBatchError(error, await batchTargetOf(this.calls.connection));
    }
  }
}

/** A response without its list is not an empty one. */
function required<T>(list: readonly T[] | undefined): readonly T[] {
  if (!Array.isArray(list)) {
    throw new BadResponse(t('the response has no list.'));
  }
  return list as readonly T[];
}
