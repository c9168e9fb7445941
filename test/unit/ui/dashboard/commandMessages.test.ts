import assert from 'node:assert/strict';
import { noActionFilter } from '../../../../src/core/actions/actionLog';
import { newestFirst } from '../../../../src/core/filter/columns';
import { noFilter } from '../../../../src/core/filter/jobFilter';
import { commandMessages } from '../../../../src/ui/dashboard/commandMessages';
import { aJob } from '../../../support/builders/builders';

describe('the commands of the page', () => {
  let calls: unknown[][];

  const note =
    (name: string) =>
    (...values: readonly unknown[]): void =>
      void calls.push([name, ...values]);

  const handlers = commandMessages({
    store: { get: jobId => (jobId === 'job-1' ? aJob({ jobId }) : undefined) },
    runCommand: note('run'),
    exportJobs: note('exportJobs'),
    exportHistory: note('exportHistory'),
    act: note('act'),
    runOnFailures: note('runOnFailures'),
    refuse: note('refuse'),
  });

  beforeEach(() => {
    calls = [];
  });

  it('run alone, or for a job of the table', () => {
    handlers.command({ type: 'command', name: 'refresh' });
    handlers.command({ type: 'command', name: 'openEvent', jobId: 'job-1' });
    handlers.command({ type: 'command', name: 'openEvent', jobId: 'job-2' });
    assert.deepEqual(calls, [
      ['run', 'refresh', undefined],
      ['run', 'openEvent', 'job-1'],
      ['refuse', 'The job is no longer in the table.'],
    ]);
  });

  it('act on jobs and groups of failures, and export what the page names', () => {
    const target = { kind: 'some', jobIds: ['job-1'] } as const;
    handlers.act({ type: 'act', action: 'retry', target });
    handlers.failureCommand({ type: 'failureCommand', name: 'searchLogs', group: '3f2a9c1b' });
    handlers.export({ type: 'export', filter: noFilter, sort: newestFirst });
    handlers.exportHistory({ type: 'exportHistory', filter: noActionFilter });
    assert.deepEqual(calls, [
      ['act', 'retry', target],
      ['runOnFailures', 'searchLogs', '3f2a9c1b'],
      ['exportJobs', { filter: noFilter, sort: newestFirst }],
      ['exportHistory', noActionFilter],
    ]);
  });
});
