import assert from 'node:assert/strict';
import { noFilter } from '../../../src/core/jobFilter';
import { filterOf } from '../../../src/ui/commands/openDashboard';
import { filterOfNode } from '../../../src/ui/commands/showInDashboard';
import { aJob } from '../../support/builders';

const group = { kind: 'status', taskType: 'Ingest', status: 'FAILED', count: 300 } as const;

describe('filterOf', () => {
  it('takes a filter as a keybinding would give it, without what is no text', () => {
    assert.deepEqual(filterOf({ statuses: ['FAILED', 7], regions: 'eu-west-1' }), {
      statuses: ['FAILED'],
      taskTypes: [],
      regions: [],
      text: '',
    });
  });

  it('takes a search by itself', () => {
    assert.deepEqual(filterOf({ text: ' is:stuck ' }), { ...noFilter, text: 'is:stuck' });
  });

  it('leaves the dashboard’s own filter alone without one, also when a tree node has the focus', () => {
    for (const target of [undefined, null, 'FAILED', 7, {}, [], group]) {
      assert.equal(filterOf(target), undefined);
    }
  });
});

describe('filterOfNode', () => {
  it('shows the jobs of a tree group', () => {
    assert.deepEqual(filterOfNode({ kind: 'taskType', taskType: 'Ingest' }), {
      statuses: [],
      taskTypes: ['Ingest'],
      regions: [],
      text: '',
    });
    const failedIngest = { statuses: ['FAILED'], taskTypes: ['Ingest'], regions: [], text: '' };
    assert.deepEqual(filterOfNode(group), failedIngest);
    assert.deepEqual(filterOfNode({ kind: 'more', group }), failedIngest);
    assert.equal(filterOfNode({ kind: 'job', job: aJob() }), undefined);
  });
});
