import assert from 'node:assert/strict';
import { failureGroupText, groupFigures } from '../../../../src/core/failures/failureGroupText';
import type { FailureGroup } from '../../../../src/core/failures/failureGroups';

const group: FailureGroup = {
  id: '3f2a9c1b',
  causeId: 'timeout',
  signature: 'Job attempt duration exceeded timeout password=hunter2',
  exitCode: 137,
  count: 1205,
  unresolved: 12,
  firstTime: Date.UTC(2026, 10, 28, 10),
  lastTime: Date.UTC(2026, 10, 28, 12),
  taskTypes: [{ value: 'Ingest', count: 1205 }],
  revisions: [
    { definition: 'zip', revision: 42, count: 1204 },
    { definition: 'ocr', revision: undefined, count: 1 },
  ],
  media: 96,
  hours: [],
  newestJobId: 'a',
};

describe('a group of failures as text', () => {
  it('says what failed, how often, since when, and what to do', () => {
    const text = failureGroupText(group);

    assert.deepEqual(text.split('\n').slice(0, 5), [
      'Timeout: 1,205 jobs · 12 unresolved · 96 media · exit code 137',
      'Job attempt duration exceeded timeout password=***',
      '2026-11-28T10:00:00.000Z … 2026-11-28T12:00:00.000Z',
      'Task types: Ingest (1,205)',
      'Job definitions: zip:42 (1,204), ocr (1)',
    ]);
    assert.match(text, /job_timeouts\.html\ngroup:3f2a9c1b$/);
  });

  it('leaves out what is unknown', () => {
    const bare = { ...group, exitCode: undefined, media: 0, firstTime: undefined };

    assert.equal(groupFigures(bare), '12 unresolved');
    assert.match(failureGroupText(bare), /^– … 2026/m);
  });
});
