import assert from 'node:assert/strict';
import { noFilter } from '../../../../src/core/filter/jobFilter';
import type { GroupingId } from '../../../../src/core/tree/jobGrouping';
import { linkOf } from '../../../../src/core/filter/dashboardLink';
import { viewOf } from '../../../../src/ui/dashboard/viewArgument';
import { filterOfNode } from '../../../../src/ui/commands/showInDashboard';
import type { JobNode, MoreNode } from '../../../../src/ui/jobsView/jobNode';
import { aJob } from '../../../support/builders/builders';

const group = { kind: 'group', grouping: 'taskType', path: ['Ingest', 'FAILED'] } as const;

describe('viewOf', () => {
  it('accepts a filter as in a keybinding, ignoring values that are not strings', () => {
    assert.deepEqual(viewOf({ statuses: ['FAILED', 7], regions: 'eu-west-1', time: 'soon' }), {
      filter: { ...noFilter, statuses: ['FAILED'], time: undefined },
      sort: undefined,
    });
  });

  it('accepts a search alone', () => {
    assert.equal(viewOf({ text: ' is:stuck ' })?.filter.text, 'is:stuck');
    assert.equal(viewOf({ text: 'x'.repeat(5000) })?.filter.text.length, 1000);
  });

  it('accepts a sort order, a time and no filter', () => {
    const sort = { column: 'duration', direction: 'descending' };
    const time = { kind: 'last', ms: 60_000 };
    assert.deepEqual(viewOf({ sort, time }), { filter: { ...noFilter, time }, sort });
    assert.deepEqual(viewOf({ statuses: [] })?.filter, { ...noFilter, time: undefined });
    assert.equal(viewOf({ sort: { column: 'nothing' } })?.sort, undefined);
  });

  it('accepts that the failures by cause are shown', () => {
    assert.equal(viewOf({ failures: true })?.failures, true);
    assert.equal(viewOf({ statuses: ['FAILED'], failures: 'yes' })?.failures, undefined);
  });

  it('accepts a link, complete or only its query', () => {
    const view = { ...noFilter, statuses: ['FAILED'], text: 'a&b="50 %"' };
    const link = linkOf('vscode://x.y/dashboard', { filter: view });
    assert.deepEqual(viewOf(link)?.filter, { ...view, time: undefined });
    assert.deepEqual(viewOf('status=FAILED')?.filter.statuses, ['FAILED']);
    assert.equal(viewOf('vscode://x.y/dashboard?nothing=known'), undefined);
  });

  it('does not change the filter of the dashboard without an argument, even when a tree node has the focus', () => {
    for (const target of [undefined, null, 'FAILED', 7, {}, [], group]) {
      assert.equal(viewOf(target), undefined);
    }
  });
});

describe('filterOfNode', () => {
  const filterOf = (node: JobNode) => filterOfNode(node, noFilter);

  it('shows the jobs of a group of each grouping', () => {
    const grouped = (grouping: GroupingId, ...path: string[]) =>
      filterOf({ kind: 'group', grouping, path });
    assert.deepEqual(grouped('taskType', 'Ingest'), { ...noFilter, taskTypes: ['Ingest'] });
    const failedIngest = { ...noFilter, statuses: ['FAILED'], taskTypes: ['Ingest'] };
    assert.deepEqual(grouped('taskType', 'Ingest', 'FAILED'), failedIngest);
    assert.deepEqual(grouped('status', 'FAILED', 'Ingest'), failedIngest);
    assert.deepEqual(grouped('queue', 'q', ''), { ...noFilter, queues: ['q'], statuses: [''] });
    assert.deepEqual(grouped('region', 'eu-west-1'), { ...noFilter, regions: ['eu-west-1'] });
    assert.deepEqual(grouped('media', 'm 1'), { ...noFilter, text: 'mediaid:"m 1"' });
    assert.deepEqual(grouped('media', ''), { ...noFilter, text: 'is:nomedia' });
  });

  it('shows all jobs that a group, the root or a parent omits', () => {
    const more = (parent: MoreNode['parent'], childId?: string) =>
      filterOf({ kind: 'more', parent, count: 300, childId });
    assert.deepEqual(more(group), filterOf(group));
    assert.deepEqual(more(undefined), noFilter);
    const parent = { kind: 'job', job: aJob({ jobId: 'p' }) } as const;
    assert.equal(more(parent, 'p:0')?.text, 'id:"p:"');
    assert.equal(more(parent, 'p#0')?.text, 'id:"p#"');
    assert.equal(more(parent, 'other')?.text, 'id:"p"');
    assert.equal(filterOf(parent), undefined);
  });

  it('keeps the filter of the tree, and narrows it', () => {
    const filter = { ...noFilter, taskTypes: ['Ingest', 'Storage'], text: 'is:active' };
    assert.deepEqual(filterOfNode(group, filter), {
      ...filter,
      taskTypes: ['Ingest'],
      statuses: ['FAILED'],
    });
    const media = { kind: 'group', grouping: 'media', path: ['m"1", or more'] } as const;
    assert.equal(filterOfNode(media, filter)?.text, 'is:active media:", or more"');
  });
});
