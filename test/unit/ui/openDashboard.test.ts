import assert from 'node:assert/strict';
import { noFilter } from '../../../src/core/jobFilter';
import { linkOf } from '../../../src/core/dashboardLink';
import { viewOf } from '../../../src/ui/commands/openDashboard';
import { filterOfNode } from '../../../src/ui/commands/showInDashboard';
import { aJob } from '../../support/builders';

const group = { kind: 'status', taskType: 'Ingest', status: 'FAILED', count: 300 } as const;

describe('viewOf', () => {
  it('takes a filter as a keybinding would give it, without what is no text', () => {
    assert.deepEqual(viewOf({ statuses: ['FAILED', 7], regions: 'eu-west-1', time: 'soon' }), {
      filter: { ...noFilter, statuses: ['FAILED'], time: undefined },
      sort: undefined,
    });
  });

  it('takes a search by itself', () => {
    assert.equal(viewOf({ text: ' is:stuck ' })?.filter.text, 'is:stuck');
    assert.equal(viewOf({ text: 'x'.repeat(5000) })?.filter.text.length, 1000);
  });

  it('takes an order, a time and no filter at all', () => {
    const sort = { column: 'duration', direction: 'descending' };
    const time = { kind: 'last', ms: 60_000 };
    assert.deepEqual(viewOf({ sort, time }), { filter: { ...noFilter, time }, sort });
    assert.deepEqual(viewOf({ statuses: [] })?.filter, { ...noFilter, time: undefined });
    assert.equal(viewOf({ sort: { column: 'nothing' } })?.sort, undefined);
  });

  it('takes a link, whole or its query', () => {
    const view = { ...noFilter, statuses: ['FAILED'], text: 'a&b="50 %"' };
    const link = linkOf('vscode://x.y/dashboard', { filter: view });
    assert.deepEqual(viewOf(link)?.filter, { ...view, time: undefined });
    assert.deepEqual(viewOf('status=FAILED')?.filter.statuses, ['FAILED']);
    assert.equal(viewOf('vscode://x.y/dashboard?nothing=known'), undefined);
  });

  it('leaves the dashboard’s own filter alone without one, also when a tree node has the focus', () => {
    for (const target of [undefined, null, 'FAILED', 7, {}, [], group]) {
      assert.equal(viewOf(target), undefined);
    }
  });
});

describe('filterOfNode', () => {
  it('shows the jobs of a tree group', () => {
    assert.deepEqual(filterOfNode({ kind: 'taskType', taskType: 'Ingest' }), {
      ...noFilter,
      taskTypes: ['Ingest'],
    });
    const failedIngest = { ...noFilter, statuses: ['FAILED'], taskTypes: ['Ingest'] };
    assert.deepEqual(filterOfNode(group), failedIngest);
    assert.deepEqual(filterOfNode({ kind: 'more', group }), failedIngest);
    assert.equal(filterOfNode({ kind: 'job', job: aJob() }), undefined);
  });
});
