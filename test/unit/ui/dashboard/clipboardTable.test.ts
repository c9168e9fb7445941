import assert from 'node:assert/strict';
import type { ColumnId } from '../../../../src/core/filter/columns';
import type { Job } from '../../../../src/core/job/job';
import { clipboardTable } from '../../../../src/ui/dashboard/clipboardTable';
import { aJob } from '../../../support/builders/builders';

const table = (job: Partial<Job>, ...columns: ColumnId[]): string =>
  clipboardTable(
    [aJob(job)],
    'rows',
    columns,
    () => 'Ingest',
    () => 'failedAgain',
  ).text;

describe('clipboardTable', () => {
  it('makes a table with headers, of full values', () => {
    const statusReason = 'x'.repeat(9000);
    const job = { status: 'FAILED', exitCode: 137, startedAt: 0, stoppedAt: 65_000, statusReason };
    assert.equal(
      table(job, 'taskType', 'status', 'exitCode', 'duration', 'mediaId', 'statusReason'),
      `Task Type\tStatus\tExit Code\tDuration\tMedia ID\tStatus Reason\nIngest\tFAILED\t137\t1 min 5 s\t\t${statusReason}`,
    );
  });

  it('tells what became of failed jobs', () => {
    assert.equal(table({}, 'resolution'), 'Resolution\nFailed again');
  });

  it('prevents spreadsheets from reading text as a formula', () => {
    const job = { jobName: '=HYPERLINK("http://x")', exitCode: -1 };
    assert.equal(
      table(job, 'jobName', 'exitCode'),
      `Job Name\tExit Code\n'=HYPERLINK("http://x")\t-1`,
    );
  });

  it('prevents a leading quote from absorbing the next cell', () => {
    assert.equal(table({ jobName: '"=1+1"' }, 'jobName'), `Job Name\n'"=1+1"`);
  });

  it('prevents text from starting another cell or row', () => {
    assert.equal(table({ statusReason: 'a\tb\r\nc\0d' }, 'statusReason'), 'Status Reason\na b c d');
  });

  it('returns one value unchanged, and IDs one per line', () => {
    const jobs = [aJob({ jobId: 'a', jobName: '=1+1' }), aJob({ jobId: 'b' })];
    const copied = (what: 'value' | 'ids', list: Job[]) =>
      clipboardTable(
        list,
        what,
        ['jobName'],
        () => '',
        () => 'none',
      );
    assert.deepEqual(copied('value', jobs.slice(0, 1)), { text: '=1+1', name: 'Job Name' });
    assert.deepEqual(copied('ids', jobs), { text: 'a\nb', name: '2 job IDs' });
  });
});
