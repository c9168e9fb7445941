import assert from 'node:assert/strict';
import { perFacet } from '../../../src/core/filter/facets';
import { joinedValues, labelsOf } from '../../../webview/model/knownValues';

describe('joinedValues', () => {
  it('keeps the known values, the newest first, each once', () => {
    assert.deepEqual(
      joinedValues({ status: [], type: ['B', 'A'] }, { status: ['FAILED'], type: ['A', 'C'] }),
      { status: ['FAILED'], type: ['B', 'A', 'C'] },
    );
  });

  it('limits the number of values', () => {
    const many = (name: string): string[] =>
      Array.from({ length: 900 }, (_, index) => `${name}${index}`);
    const joined = joinedValues({ queue: many('new') }, { queue: many('old'), region: ['x'] });
    assert.equal(joined.queue?.length, 1000);
    assert.equal(joined.queue[0], 'new0');
    assert.deepEqual(joined.region, ['x']);
  });
});

describe('labelsOf', () => {
  it('has the labels of the values that have one', () => {
    const facets = {
      ...perFacet(() => []),
      causes: [
        { value: '', count: 2 },
        { value: 'oom-batch', count: 1, label: 'Out of memory' },
      ],
    };

    assert.deepEqual([...labelsOf(facets)], [['oom-batch', 'Out of memory']]);
  });
});
