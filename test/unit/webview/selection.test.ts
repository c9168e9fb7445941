import assert from 'node:assert/strict';
import { Selection } from '../../../webview/model/selection';

describe('Selection', () => {
  it('selects one, adds and removes others', () => {
    const selection = new Selection();
    selection.only('a', 3);
    selection.toggle('b', 7);
    assert.equal(selection.count(100), 2);
    assert.deepEqual(selection.target, { kind: 'some', jobIds: ['a', 'b'] });
    assert.deepEqual(selection.anchor, { jobId: 'b', row: 7 });
    selection.toggle('a', 3);
    assert.deepEqual(selection.target, { kind: 'some', jobIds: ['b'] });
  });

  it('replaces the selection with a range, which keeps its anchor', () => {
    const selection = new Selection();
    selection.only('a', 3);
    selection.range(['a', 'b', 'c']);
    selection.range(['a', 'b']);
    assert.equal(selection.count(100), 2);
    assert.equal(selection.anchor?.jobId, 'a');
  });

  it('selects all that match the filter, however many', () => {
    const selection = new Selection();
    selection.all();
    assert.equal(selection.has('whatever'), true);
    assert.equal(selection.count(100_000), 100_000);
    assert.deepEqual(selection.target, { kind: 'matching', except: [] });
    selection.toggle('a', 0);
    assert.equal(selection.count(100_000), 99_999, 'all but one');
    assert.equal(selection.has('a'), false);
    assert.deepEqual(selection.target, { kind: 'matching', except: ['a'] });
    assert.equal(selection.context, '{"selectsMatching":true,"exceptIds":["a"]}');
    selection.only('a');
    assert.equal(selection.count(100_000), 1);
    assert.equal(selection.context, '{"selectedIds":["a"]}');
  });

  it('limits the number of individually selected jobs', () => {
    const selection = new Selection();
    selection.range(Array.from({ length: 10_000 }, (_, index) => String(index)));
    assert.equal(selection.toggle('more', 1), false);
    assert.equal(selection.count(20_000), 10_000);
    assert.equal(selection.toggle('5', 1), true, 'one less is possible');
  });

  it('counts its changes', () => {
    const selection = new Selection();
    selection.only('a');
    const before = selection.version;
    selection.clear();
    assert.ok(selection.version > before);
    assert.equal(selection.count(5), 0);
  });
});
