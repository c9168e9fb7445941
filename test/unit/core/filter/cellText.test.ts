import assert from 'node:assert/strict';
import { cellText, type CellFields } from '../../../../src/core/filter/cellText';
import {
  columnIds,
  columnTitle,
  defaultColumnIds,
  type ColumnId,
} from '../../../../src/core/filter/columns';

const bare: CellFields = {
  jobId: 'id-1',
  jobName: 'ingest',
  status: 'SUCCEEDED',
  taskType: 'Ingest',
  region: 'eu-west-1',
  timestamp: '2026-11-23T10:00:00Z',
  statusReason: 'done',
  queue: 'standard',
  definition: 'ingest:1',
};

const whole: CellFields = {
  ...bare,
  mediaId: 'm1',
  taskId: 't1',
  workspace: 'w1',
  attempts: 0,
  exitCode: 137,
  startedAt: 1_000,
  stoppedAt: 61_000,
  resolution: 'recovered',
};

describe('cellText', () => {
  it('is the full value of the column', () => {
    const texts: Readonly<Record<ColumnId, string>> = {
      mediaId: 'm1',
      taskId: 't1',
      taskType: 'Ingest',
      status: 'SUCCEEDED',
      jobId: 'id-1',
      jobName: 'ingest',
      region: 'eu-west-1',
      timestamp: '2026-11-23T10:00:00Z',
      statusReason: 'done',
      queue: 'standard',
      definition: 'ingest:1',
      duration: '1 min',
      attempts: '0',
      exitCode: '137',
      workspace: 'w1',
      resolution: 'Recovered',
    };
    assert.deepEqual(
      Object.fromEntries(columnIds.map(column => [column, cellText(whole, column)])),
      texts,
    );
  });

  it('is empty for a missing value, and for the duration of a running job', () => {
    const columns = [
      'mediaId',
      'taskId',
      'workspace',
      'exitCode',
      'duration',
      'resolution',
    ] as const;
    for (const column of columns) {
      assert.equal(cellText(bare, column), '');
    }
    assert.equal(cellText({ ...bare, status: 'RUNNING', startedAt: 1_000 }, 'duration'), '');
  });
});

describe('the status reason of a job in a table', () => {
  const generic = 'Essential container in task exited';
  const reason = 'OutOfMemoryError: Container killed due to memory usage';
  const shown = (facts: Partial<CellFields>): string =>
    cellText({ ...bare, statusReason: generic, ...facts }, 'statusReason');

  it('starts with that of the container if the job failed', () => {
    assert.equal(shown({ status: 'FAILED', reason }), `${reason} · ${generic}`);
    assert.equal(shown({ status: 'FAILED', reason, statusReason: '' }), reason);
    assert.equal(shown({ status: 'FAILED', reason: generic }), generic, 'not the same twice');
    assert.equal(shown({ status: 'FAILED' }), generic);
  });

  it('is that of the job alone if it did not fail', () => {
    assert.equal(shown({ status: 'SUCCEEDED', reason: 'Completed' }), generic);
    assert.equal(shown({ status: 'RUNNABLE', reason, statusReason: '' }), '');
  });
});

describe('the columns', () => {
  it('each have a title', () => {
    assert.deepEqual(columnIds.map(columnTitle), [
      'Media ID',
      'Task ID',
      'Task Type',
      'Status',
      'Job ID',
      'Job Name',
      'Region',
      'Timestamp',
      'Status Reason',
      'Job Queue',
      'Job Definition',
      'Duration',
      'Attempts',
      'Exit Code',
      'Workspace',
      'Resolution',
    ]);
  });

  it('are those of the Streamlit dashboard by default', () => {
    assert.deepEqual(defaultColumnIds, columnIds.slice(0, 9));
    assert.equal(defaultColumnIds.at(-1), 'statusReason');
  });
});
