import type { ActionEntry } from '../../../src/core/actions/actionLog';
import { makeJob, type Job } from '../../../src/core/job/job';
import { initialState, type FeedState } from '../../../src/data/feed/feedState';

/** A valid job; tests override only the facts they are about. */
export const aJob = (facts: Partial<Job> = {}): Job =>
  makeJob({
    jobId: 'job-1',
    jobName: 'pre-69490f5fc05fb78da7b7380f-1766395755577',
    status: 'RUNNING',
    timestamp: '2026-11-23T10:00:00Z',
    jobQueue:
      'arn:aws:batch:eu-west-1:123456789012:job-queue/orchestrator-repair-ingest-standard-pre',
    jobDefinition: 'arn:aws:batch:eu-west-1:123456789012:job-definition/storage-pre-v2:129',
    region: 'eu-west-1',
    account: '123456789012',
    ...facts,
  });

/** `count` jobs with ids `job-0`, `job-1`, …; `facts` supplies what varies. */
export const manyJobs = (
  count: number,
  facts: (index: number) => Partial<Job> = () => ({}),
): Job[] =>
  Array.from({ length: count }, (_, index) => aJob({ jobId: `job-${index}`, ...facts(index) }));

/** An entry of the action history; tests override only the facts they are about. */
export const anAction = (facts: Partial<ActionEntry> = {}): ActionEntry => ({
  id: 'action-1',
  run: 'run-1',
  at: 1_000,
  action: 'retry',
  mode: 'simulated',
  by: '123456789012',
  table: 'Jobs',
  region: 'eu-west-1',
  jobId: 'job-1',
  jobName: 'pre-69490f5fc05fb78da7b7380f-1766395755577',
  taskType: 'Ingest',
  status: 'FAILED',
  taskId: undefined,
  mediaId: undefined,
  outcome: 'done',
  detail: '',
  note: undefined,
  ...facts,
});

/** The state of the feed after a successful read. */
export const aFeedState = (over: Partial<FeedState> = {}): FeedState => ({
  ...initialState({
    tableName: 'Jobs',
    region: 'eu-west-1',
    profile: undefined,
    endpoint: undefined,
  }),
  load: { phase: 'ready' },
  updatedAt: 1_000,
  readUnits: 6,
  sessionUnits: 60,
  completeUnits: 6,
  ...over,
});
