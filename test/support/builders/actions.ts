import type { ActionEntry } from '../../../src/core/actions/actionLog';

/** An entry of the action history; tests override only the facts they are about. */
export const anEntry = (facts: Partial<ActionEntry> = {}): ActionEntry => ({
  id: 'entry-1',
  run: 'run-1',
  at: Date.UTC(2026, 10, 23, 10),
  action: 'retry',
  mode: 'simulated',
  by: 'ada',
  table: 'Jobs',
  region: 'eu-west-1',
  jobId: 'job-1',
  jobName: 'pre-1',
  taskType: 'Ingest',
  status: 'FAILED',
  taskId: undefined,
  mediaId: undefined,
  outcome: 'done',
  detail: '',
  ...facts,
});
