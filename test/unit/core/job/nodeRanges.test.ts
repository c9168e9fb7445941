import assert from 'node:assert/strict';
import { nodeRangesOf } from '../../../../src/core/job/nodeRanges';

/** The ranges in the order in which they count, by their `targetNodes`. */
function order(targetNodes: readonly unknown[], mainNode?: unknown, nodeIndex?: unknown) {
  return nodeRangesOf({
    nodeProperties: {
      mainNode,
      nodeRangeProperties: targetNodes.map(nodes => ({ targetNodes: nodes })),
    },
    nodeDetails: { nodeIndex },
  }).map(range => range['targetNodes']);
}

describe('the node ranges of a multi-node job', () => {
  for (const [title, ranges, mainNode, first] of [
    ['that begins with the main node', ['1:3', '0:0'], 0, '0:0'],
    ['that ends with the main node', ['0:1', '2:3'], 3, '2:3'],
    ['that is open to the end', ['0:4', '5:'], 7, '5:'],
    ['that is open from the beginning', ['3:', ':2'], 1, ':2'],
    ['that is one node', ['0:1', '2'], 2, '2'],
    ['that is one node, as a number', ['0:1', 2], 2, 2],
    ['that lies within another', ['0:10', '4:5'], 4, '4:5'],
    ['around one that does not hold the main node', ['0:10', '4:5'], 6, '0:10'],
    ['within one without an end', ['0:', '1:'], 1, '1:'],
  ] as const) {
    it(`start with the one ${title}`, () => assert.equal(order(ranges, mainNode)[0], first));
  }

  it('start with that of node 0 if the main node is unknown', () =>
    assert.deepEqual(order(['1:', '0:0', '2:']), ['0:0', '1:', '2:']));

  it('start with that of the node of the event', () =>
    assert.deepEqual(order(['0:0', '1:3'], 0, 2), ['1:3', '0:0']));

  it('keep their order if none contains the main node, or none is readable', () => {
    assert.deepEqual(order(['1:1', '2:2'], 0), ['1:1', '2:2']);
    const damaged = ['', 'x', ':', '3:1', '0:1:2', null, {}, '-1:x', '1e'];
    assert.deepEqual(order(damaged, 5), [':', ...damaged.filter(nodes => nodes !== ':')]);
  });

  it('are empty for a job without nodes', () => {
    for (const nodeProperties of [undefined, null, [], 7, { nodeRangeProperties: 'x' }]) {
      assert.deepEqual(nodeRangesOf({ nodeProperties }), []);
    }
  });
});
