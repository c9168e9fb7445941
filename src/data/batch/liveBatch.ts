import { t } from '@vscode/l10n';
import {
  DescribeJobDefinitionsCommand,
  SubmitJobCommand,
  type SubmitJobRequest,
} from '@aws-sdk/client-batch';
import type { SubmitRequest } from '../../core/actions/retry/submitRequest';
import type { JsonObject } from '../../core/base/json';
import { BadResponse } from '../errors/awsErrors';
import type { BatchClient } from './batchClient';
import { groupsOf, jobsOfName, maxDescribed } from './batchRequests';
import { CallRate, ratesByAccount } from './callRate';
import { toLiveError, toSubmitError } from './liveErrors';
import type { FoundJob, LiveJobs, SubmittedJob, SubmittedQuery } from './liveJobs';
import { readAllPages } from './readAllPages';
import { terminateJobs } from './terminateJobs';

/** How far a response's `Date` header, in whole seconds, may be from the time of a job. */
const clockToleranceMs = 2_000;

/** Slow enough to stop a run by hand, and half of what AWS Batch allows. */
export const submitRateOf = ratesByAccount(() => new CallRate(undefined, 5));

/** Changes jobs through the client that reads them, so that both share one rate. */
export class LiveBatch implements LiveJobs {
  constructor(
    private readonly client: BatchClient,
    private readonly submitRate: CallRate,
  ) {}

  async describe(jobIds: readonly string[], signal: AbortSignal): Promise<readonly JsonObject[]> {
    return asJson(await this.client.describeJobs(jobIds, signal));
  }

  async definitions(names: readonly string[], signal: AbortSignal): Promise<readonly JsonObject[]> {
    const found: object[] = [];
    for (const jobDefinitions of groupsOf(maxDescribed, names)) {
      const pages = readAllPages(nextToken =>
        this.client.calls.send(
          signal,
          async (sdk, options) => {
            const command = new DescribeJobDefinitionsCommand({ jobDefinitions, nextToken });
            const output = await sdk.send(command, options);
            return { items: output.jobDefinitions ?? [], nextToken: output.nextToken };
          },
          { isRepeatable: true, explain: toLiveError },
        ),
      );
      for await (const page of pages) {
        found.push(...page);
      }
    }
    return asJson(found);
  }

  async queues(names: readonly string[], signal: AbortSignal): Promise<readonly JsonObject[]> {
    const found: object[] = [];
    for await (const page of this.client.jobQueues(names, signal)) {
      found.push(...page);
    }
    return asJson(found);
  }

  async submit(request: SubmitRequest, signal: AbortSignal): Promise<SubmittedJob> {
    await this.submitRate.turn(signal);
    return this.client.calls.send(
      signal,
      async sdk => {
        // A sign-in may take long, and once the request is sent, it cannot be stopped.
        await sdk.config.credentials();
        signal.throwIfAborted();
        // The types of the SDK have changeable lists and enumerations.
        const command = new SubmitJobCommand(request as object as SubmitJobRequest);
        const { jobId, jobArn } = await sdk.send(command);
        if (typeof jobId !== 'string' || jobId === '') {
          throw new BadResponse(t('the response has no job ID.'));
        }
        return { jobId, jobArn: jobArn ?? '' };
      },
      { isRepeatable: false, explain: toSubmitError },
    );
  }

  terminate(
    jobIds: readonly string[],
    reason: string,
    signal: AbortSignal,
  ): ReturnType<LiveJobs['terminate']> {
    return terminateJobs(this.client.calls, jobIds, reason, signal);
  }

  async findSubmitted(
    { queue, name, since }: SubmittedQuery,
    signal: AbortSignal,
  ): Promise<readonly FoundJob[]> {
    const found: FoundJob[] = [];
    const pages = readAllPages(async nextToken => {
      const request = jobsOfName(queue, name, nextToken);
      const { jobs, servedAt, ...page } = await this.client.listJobs(request, signal);
      const clockDifference = servedAt === undefined ? 0 : servedAt - Date.now();
      const from = since + clockDifference - clockToleranceMs;
      return { items: jobs.filter(({ createdAt = 0 }) => createdAt >= from), ...page };
    });
    for await (const page of pages) {
      const jobs = page.filter(({ jobName }) => jobName === name);
      found.push(
        ...jobs.map(({ jobId = '', jobArn = '', createdAt = 0, status = '' }) => ({
          jobId,
          jobArn,
          createdAt,
          status,
        })),
      );
    }
    return found;
  }

  close(): void {
    this.client.close();
  }
}

/** Responses are read like events, whose content nothing guarantees. */
const asJson = (responses: readonly object[]): readonly JsonObject[] =>
  responses as readonly JsonObject[];
