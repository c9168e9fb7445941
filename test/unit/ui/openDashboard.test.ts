import assert from 'node:assert/strict';
import { filterOf } from '../../../src/ui/commands/openDashboard';
import { aJob } from '../../support/builders';

const group = { kind: 'status', taskType: 'Ingest', status: 'FAILED', count: 300 } as const;

describe('filterOf', () => {
  it('shows the jobs of a tree group', () => {
    assert.deepEqual(filterOf({ kind: 'taskType', taskType: 'Ingest' }), {
      statuses: [],
      taskTypes: ['Ingest'],
      regions: [],
    });
    const failedIngest = { statuses: ['FAILED'], taskTypes: ['Ingest'], regions: [] };
    assert.deepEqual(filterOf(group), failedIngest);
    assert.deepEqual(filterOf({ kind: 'more', group }), failedIngest);
  });

  it('takes a filter as a keybinding would give it, without what is no text', () => {
    assert.deepEqual(filterOf({ statuses: ['FAILED', 7], regions: 'eu-west-1' }), {
      statuses: ['FAILED'],
      taskTypes: [],
      regions: [],
    });
  });

  it('leaves the dashboard’s own filter alone without one', () => {
    for (const target of [undefined, null, 'FAILED', 7, {}, [], { kind: 'job', job: aJob() }]) {
      assert.equal(filterOf(target), undefined);
    }
  });
});
