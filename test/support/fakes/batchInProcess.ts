import type {
  DescribeJobQueuesResponse,
  DescribeJobsResponse,
  ListJobsResponse,
} from '@aws-sdk/client-batch';
import { UserError } from '../../../src/core/diagnostics/errors';
import type {
  BatchApi,
  CallUsage,
  JobSummaries,
  QueueSnapshot,
} from '../../../src/data/batch/batchApi';
import { fullRate } from '../../../src/data/batch/callRate';
import type { LocalBatch } from '../emulators/aws/localBatch';

/** Codes of errors by status. */
const codes: Readonly<Record<number, string>> = { 403: 'batch.denied', 429: 'throttled' };

/** The answers of the local AWS Batch without the network between, so that thousands of lives take seconds. */
export class BatchInProcess implements BatchApi {
  private calls = 0;
  callsPerSecond = fullRate;

  constructor(readonly batch: LocalBatch) {}

  get usage(): CallUsage {
    const { calls, callsPerSecond } = this;
    return { calls, throttled: 0, callsPerSecond };
  }

  async listJobs(request: object, signal: AbortSignal): Promise<JobSummaries> {
    const { jobSummaryList = [], nextToken } = await this.call<ListJobsResponse>(
      'listjobs',
      request,
      signal,
    );
    return { jobs: jobSummaryList, nextToken };
  }

  async describeJobs(jobs: readonly string[], signal: AbortSignal) {
    return (await this.call<DescribeJobsResponse>('describejobs', { jobs }, signal)).jobs ?? [];
  }

  async *jobQueues(names: readonly string[] | undefined, signal: AbortSignal) {
    let nextToken: string | undefined;
    do {
      const request = { jobQueues: names, nextToken };
      const page = await this.call<DescribeJobQueuesResponse>('describejobqueues', request, signal);
      yield page.jobQueues ?? [];
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  }

  computeEnvironments(): AsyncGenerator<never> {
    throw new Error('not emulated');
  }

  queueSnapshot(): Promise<QueueSnapshot> {
    return Promise.resolve({ frontOfQueue: undefined, queueUtilization: undefined });
  }

  close(): void {
    // Nothing is open.
  }

  private async call<T>(path: string, request: object, signal: AbortSignal): Promise<T> {
    await Promise.resolve();
    signal.throwIfAborted();
    this.calls++;
    const { status, body } = this.batch.answer({
      method: 'POST',
      path: `/v1/${path}`,
      headers: { authorization: 'Credential=local/20261129/eu-west-1/batch/aws4_request' },
      body: JSON.stringify(request),
    });
    if (status !== 200) {
      throw new UserError(codes[status] ?? 'batch.rejected', body, '');
    }
    return JSON.parse(body) as T;
  }
}
