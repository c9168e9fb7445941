import assert from 'node:assert/strict';
import { unreadableItemsReport } from '../../../../src/core/diagnostics/unreadableItemsReport';

const nothing = {
  table: 'Jobs',
  malformed: 0,
  items: [],
  damaged: new Map(),
  hasMoreDamaged: false,
};

describe('unreadableItemsReport', () => {
  it('is empty if all items could be read', () => {
    assert.equal(unreadableItemsReport(nothing), undefined);
  });

  it('counts items and jobs, and lists each on a line, however hostile', () => {
    const report = unreadableItemsReport({
      ...nothing,
      malformed: 3,
      items: ['{ status: "FAILED" }', '{ }'],
      damaged: new Map([
        ['job-1', ['startedAt', 'exitCode']],
        ['job\n\u202e-2', ['attempts']],
      ]),
    });
    assert.equal(
      report,
      [
        'Table Jobs',
        '',
        '3 items are not readable jobs and are not shown.',
        'Every item needs a string attribute "jobId". These items contain:',
        '  { status: "FAILED" }',
        '  { }',
        '  … and 1 more',
        '',
        '2 jobs have unreadable attributes, which are not shown.',
        'Job ID: attributes with a value of the wrong type',
        '  job-1: startedAt, exitCode',
        '  job -2: attempts',
        '',
      ].join('\n'),
    );
  });

  it('reports items alone, and jobs alone', () => {
    const ofItems = unreadableItemsReport({ ...nothing, malformed: 1, items: ['{ }'] }) ?? '';
    assert.equal(
      ofItems,
      [
        'Table Jobs',
        '',
        '1 item is not a readable job and is not shown.',
        'Every item needs a string attribute "jobId". These items contain:',
        '  { }',
        '',
      ].join('\n'),
    );
    const ofJobs = unreadableItemsReport({
      ...nothing,
      damaged: new Map([['job-1', ['attempts']]]),
    });
    assert.equal(
      ofJobs,
      [
        'Table Jobs',
        '',
        '1 job has unreadable attributes, which are not shown.',
        'Job ID: attributes with a value of the wrong type',
        '  job-1: attempts',
        '',
      ].join('\n'),
    );
  });

  it('shows that there are more damaged jobs than it lists', () => {
    const damaged = new Map([['job-1', ['attempts']]]);
    const report = unreadableItemsReport({ ...nothing, damaged, hasMoreDamaged: true }) ?? '';
    assert.match(report, /^More than 1 jobs have unreadable attributes/m);
    assert.match(report, /… and more\n$/);
  });
});
