import type { JobSummary, ListJobsRequest } from '@aws-sdk/client-batch';
import { isUserError } from '../../core/diagnostics/errors';
import { mergePages } from '../table/mergePages';
import type { BatchApi } from './batchApi';
import { jobsCreatedAfter, jobsInStatus } from './batchRequests';
import type { QueueList } from './queueLists';
import { readAllPages } from './readAllPages';

export type MakeRequest = (nextToken?: string) => ListJobsRequest;

export interface ListPage {
  readonly jobs: readonly JobSummary[];
  readonly servedAt: number | undefined;
}

export interface QueuePage extends ListPage {
  readonly list: QueueList;
  /** `end`: all jobs of the queue by their creation have been listed. */
  readonly kind: 'created' | 'status' | 'end' | 'rejected';
}

/** In the order of a life, so that a job that moves on while they are read is in a later list. */
const unfinished = ['SUBMITTED', 'PENDING', 'RUNNABLE', 'STARTING', 'RUNNING'] as const;

/** Queues that are read at the same time. */
const queuesAtOnce = 4;

export async function* pagesOfList(
  api: BatchApi,
  request: MakeRequest,
  signal: AbortSignal,
): AsyncGenerator<ListPage> {
  let servedAt: number | undefined;
  const pages = readAllPages(async token => {
    const page = await api.listJobs(request(token), signal);
    servedAt = page.servedAt;
    return { items: page.jobs, nextToken: page.nextToken };
  });
  for await (const jobs of pages) {
    yield { jobs, servedAt };
  }
}

/** The jobs created since the last read and, for a refresh, the unfinished ones; some queues at a time. */
export function pagesOfQueues(
  api: BatchApi,
  lists: readonly QueueList[],
  { now, isRefresh, signal }: QueueReadOptions,
): AsyncGenerator<QueuePage> {
  const queues = lists[Symbol.iterator]();
  return mergePages(
    Array.from({ length: queuesAtOnce }, () =>
      pagesOfSome(queues, api, { now, isRefresh, signal }),
    ),
  );
}

interface QueueReadOptions {
  readonly now: () => number;
  readonly isRefresh: boolean;
  readonly signal: AbortSignal;
}

async function* pagesOfSome(
  queues: Iterator<QueueList>,
  api: BatchApi,
  { now, isRefresh, signal }: QueueReadOptions,
): AsyncGenerator<QueuePage> {
  for (let next = queues.next(); next.done !== true; next = queues.next()) {
    const list = next.value;
    const { queue } = list;
    try {
      const after = list.startOf(now());
      for await (const page of pagesOfList(
        api,
        token => jobsCreatedAfter(queue, after, token),
        signal,
      )) {
        yield { list, ...page, kind: 'created' };
      }
      yield { list, jobs: [], servedAt: undefined, kind: 'end' };
      for (const status of isRefresh ? unfinished : []) {
        const inStatus: MakeRequest = token => jobsInStatus(queue, status, token);
        for await (const page of pagesOfList(api, inStatus, signal)) {
          yield { list, ...page, kind: 'status' };
        }
      }
    } catch (error) {
      if (!isUserError(error) || error.code !== 'batch.rejected') {
        throw error;
      }
      // The queue was deleted. Its jobs are described, as they are in no list any more.
      yield { list, jobs: [], servedAt: undefined, kind: 'rejected' };
    }
  }
}
