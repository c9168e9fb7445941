import assert from 'node:assert/strict';
import { DisposableStore } from '../../../../src/core/base/disposableStore';

describe('DisposableStore', () => {
  it('disposes all its members in order, once', () => {
    const disposed: string[] = [];
    const member = (name: string) => ({ dispose: () => disposed.push(name) });
    const store = new DisposableStore(member('first'), member('second'));
    store.add(member('third'));
    store.dispose();
    store.dispose();
    assert.deepEqual(disposed, ['first', 'second', 'third']);
  });

  it('can be disposed by one of its members', () => {
    let disposed = 0;
    const store = new DisposableStore({ dispose: () => disposed++ });
    store.add({ dispose: () => store.dispose() });
    store.dispose();
    assert.equal(disposed, 1);
  });
});
