import assert from 'node:assert/strict';
import { Selection } from '../../../webview/model/selection';

describe('Selection', () => {
  it('chooses one, adds and takes back others', () => {
    const selection = new Selection();
    selection.only('a', 3);
    selection.toggle('b', 7);
    assert.equal(selection.count(100), 2);
    assert.deepEqual(selection.target, { kind: 'some', jobIds: ['a', 'b'] });
    assert.deepEqual(selection.anchor, { jobId: 'b', row: 7 });
    selection.toggle('a', 3);
    assert.deepEqual(selection.target, { kind: 'some', jobIds: ['b'] });
  });

  it('replaces what was chosen with a range, which keeps its anchor', () => {
    const selection = new Selection();
    selection.only('a', 3);
    selection.range(['a', 'b', 'c']);
    selection.range(['a', 'b']);
    assert.equal(selection.count(100), 2);
    assert.equal(selection.anchor?.jobId, 'a');
  });

  it('chooses all that pass the filter, however many', () => {
    const selection = new Selection();
    selection.all();
    assert.equal(selection.has('whatever'), true);
    assert.equal(selection.count(100_000), 100_000);
    assert.deepEqual(selection.target, { kind: 'matching' });
    selection.only('a');
    assert.equal(selection.count(100_000), 1);
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
