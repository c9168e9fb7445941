import assert from 'node:assert/strict';
import { defaultPreferences } from '../../../src/protocol/schemas';
import { moved, withColumn, withWidth } from '../../../webview/model/columnLayout';

const { columns } = defaultPreferences;
const ids = (list: typeof columns): string => list.map(({ id }) => id).join(' ');

describe('the layout of columns', () => {
  it('keeps widths within reason', () => {
    assert.equal(withWidth(columns, 'mediaId', -50)[0]?.width, 48);
    assert.equal(withWidth(columns, 'mediaId', 0)[0]?.width, 48);
    assert.equal(withWidth(columns, 'mediaId', 1e9)[0]?.width, 2000);
    assert.equal(withWidth(columns, 'mediaId', 200.4)[0]?.width, 200);
  });

  it('inserts a column at its default position', () => {
    const without = withColumn(columns, 'status', false);
    assert.equal(ids(without), ids(columns).replace('status ', ''));
    assert.equal(ids(withColumn(without, 'status', true)), ids(columns));
    assert.equal(ids(withColumn(columns, 'queue', true)), `${ids(columns)} queue`);
  });

  it('never removes the last column', () => {
    const one = [{ id: 'jobId' }] as const;
    assert.deepEqual(withColumn(one, 'jobId', false), one);
  });

  it('moves a column, at most to an end', () => {
    assert.equal(ids(moved(columns, 'mediaId', 1)).startsWith('taskId mediaId taskType'), true);
    assert.equal(ids(moved(columns, 'mediaId', 99)).endsWith('statusReason mediaId'), true);
    assert.equal(moved(columns, 'queue', 0), columns);
  });
});
