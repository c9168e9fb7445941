import assert from 'node:assert/strict';
import { noFilter } from '../../../../src/core/filter/jobFilter';
import { viewOfQueueNode } from '../../../../src/ui/queues/queueFilter';
import { resourceArnOf } from '../../../../src/ui/queues/queueNode';
import { aQueue } from '../../../support/builders/queues';

const { arn } = aQueue();

describe('The dashboard of a node in the queues view', () => {
  it('shows the jobs of the queue, in the status of the node', () => {
    const queues = ['render'];

    assert.deepEqual(viewOfQueueNode({ kind: 'queue', arn }), { filter: { ...noFilter, queues } });
    assert.deepEqual(viewOfQueueNode({ kind: 'status', queue: arn, status: 'FAILED' }), {
      filter: { ...noFilter, queues, statuses: ['FAILED'] },
    });
    assert.deepEqual(viewOfQueueNode({ kind: 'cause', queue: arn, causeId: 'c' })?.filter, {
      ...{ ...noFilter, queues, causes: ['c'], statuses: ['SUBMITTED', 'PENDING', 'RUNNABLE'] },
    });
    assert.deepEqual(viewOfQueueNode({ kind: 'oldest', queue: arn, jobId: 'j' }), {
      filter: { ...noFilter, queues },
      jobId: 'j',
    });
  });

  it('is none for anything else that a keybinding may pass', () => {
    for (const target of [undefined, null, 7, 'render', [], { kind: 'error' }]) {
      assert.equal(viewOfQueueNode(target), undefined);
      assert.equal(resourceArnOf(target), undefined);
    }
    assert.equal(resourceArnOf({ kind: 'environment', arn: 7 }), undefined);
  });
});
