import assert from 'node:assert/strict';
import { readsAll } from '../../../src/data/feedState';
import { aFeedState } from '../../support/builders';

describe('readsAll', () => {
  it('holds for a first read, and for a later one of everything', () => {
    assert.equal(readsAll(aFeedState({ load: { phase: 'loading', loaded: 0 } })), true);
    const load = { phase: 'refreshing', loaded: 10 } as const;
    assert.equal(readsAll(aFeedState({ load, reading: 'scan' })), true);
    assert.equal(readsAll(aFeedState({ load, reading: 'changes' })), false);
    assert.equal(readsAll(aFeedState({ load })), false, 'it is not known yet');
    assert.equal(readsAll(aFeedState()), false);
  });
});
