import assert from 'node:assert/strict';
import { filterOfChildren, filterOfGroup } from '../../../../src/core/tree/groupFilter';
import { isFiltering, noFilter, dependsOnNow } from '../../../../src/core/filter/jobFilter';

const failed = { ...noFilter, statuses: ['FAILED'], text: 'reason:disk' };

describe('filterOfGroup', () => {
  it('is the filter itself at the root', () =>
    assert.deepEqual(filterOfGroup(failed, 'taskType', []), failed));

  it('narrows by each level of the group, and keeps the rest', () => {
    assert.deepEqual(filterOfGroup(noFilter, 'taskType', ['Ingest', 'RUNNING']), {
      ...noFilter,
      taskTypes: ['Ingest'],
      statuses: ['RUNNING'],
    });
    assert.deepEqual(filterOfGroup(failed, 'queue', ['fast']), { ...failed, queues: ['fast'] });
    assert.deepEqual(filterOfGroup(failed, 'region', ['eu-west-1']), {
      ...failed,
      regions: ['eu-west-1'],
    });
  });

  it('narrows by cause, definition and revision', () => {
    assert.deepEqual(filterOfGroup(noFilter, 'cause', ['timeout', 'Ingest']), {
      ...noFilter,
      causes: ['timeout'],
      taskTypes: ['Ingest'],
    });
    assert.deepEqual(filterOfGroup(noFilter, 'definition', ['zip']).definitions, ['zip']);
    assert.deepEqual(filterOfGroup(noFilter, 'revision', ['zip:42']).definitions, ['zip:42']);
  });

  it('searches for the media of a group, along with the existing search', () => {
    assert.equal(filterOfGroup(noFilter, 'media', ['m1']).text, 'mediaid:"m1"');
    assert.equal(filterOfGroup(failed, 'media', ['m1']).text, 'reason:disk mediaid:"m1"');
    assert.equal(filterOfGroup(noFilter, 'media', ['']).text, 'is:nomedia');
  });

  it('skips levels that a grouping does not have', () =>
    assert.deepEqual(filterOfGroup(noFilter, 'status', ['FAILED', 'x', 'y', 'z']).statuses, [
      'FAILED',
    ]));
});

describe('filterOfChildren', () => {
  const textOf = (jobId: string, childId: string | undefined): string =>
    filterOfChildren(noFilter, jobId, childId).text;

  it('searches by the prefix of their IDs', () => {
    assert.equal(textOf('p', 'p:3'), textOf('p:', undefined));
    assert.equal(textOf('p', 'p#3'), textOf('p#', undefined));
    assert.equal(filterOfChildren(failed, 'p', 'p#3').text, `reason:disk ${textOf('p', 'p#3')}`);
  });

  it('searches by the parent if the child IDs do not start with it', () => {
    for (const child of [undefined, 'other', 'q:3', 'p', 'p3', 'pp:3']) {
      assert.equal(textOf('p', child), textOf('p', undefined));
    }
    assert.notEqual(textOf('p', 'p:3'), textOf('p', undefined));
  });

  it('tries both separators if the children of a job with an AWS ID are unknown', () => {
    const uuid = '4c7599ae-0a82-49aa-ba5a-4727fcce14a8';
    assert.equal(textOf(uuid, undefined), `id:"${uuid}:","${uuid}#"`);
    assert.equal(textOf(uuid, `${uuid}#0`), `id:"${uuid}#"`);
  });
});

describe('a filter', () => {
  it('is active as soon as any part of it is set', () => {
    assert.equal(isFiltering(noFilter), false);
    for (const part of [
      { text: 'x' },
      { time: { kind: 'last', ms: 1 } },
      { statuses: ['FAILED'] },
      { taskTypes: ['Ingest'] },
      { queues: ['q'] },
      { regions: ['r'] },
      { workspaces: ['w'] },
    ] as const) {
      assert.equal(isFiltering({ ...noFilter, ...part }), true);
    }
  });

  it('depends on the current time if it is relative to now', () => {
    assert.equal(dependsOnNow({ ...noFilter, time: { kind: 'last', ms: 1 } }), true);
    assert.equal(dependsOnNow({ ...noFilter, text: 'age:<2h' }), true);
    assert.equal(dependsOnNow({ ...noFilter, time: { kind: 'between', from: 0, to: 1 } }), false);
    assert.equal(dependsOnNow({ ...noFilter, text: 'status:failed' }), false);
    assert.equal(dependsOnNow(noFilter), false);
  });
});
