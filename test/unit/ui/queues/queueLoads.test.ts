import assert from 'node:assert/strict';
import { JobStore } from '../../../../src/core/store/jobStore';
import { ShownQueueLoads } from '../../../../src/ui/queues/queueLoads';
import { aJob } from '../../../support/builders/builders';
import { FakeClock } from '../../../support/fakes/fakeClock';
import { aQueue } from '../../../support/builders/queues';

const { arn } = aQueue();

function shownLoads() {
  const store = new JobStore();
  const clock = new FakeClock();
  const view = { isShown: false };
  const loads = new ShownQueueLoads(store, () => view.isShown, clock);
  let counts = 0;
  loads.onDidChange(() => counts++);
  return { ...{ store, clock, view, loads }, counts: () => counts };
}

const waiting = (jobId: string) => aJob({ jobId, jobQueue: arn, status: 'RUNNABLE' });

describe('The loads of queues in the view', () => {
  it('are not counted while nobody looks', async () => {
    const { store, clock, counts } = shownLoads();

    store.apply([waiting('a')]);
    await clock.advance(10_000);

    assert.equal(counts(), 0);
  });

  it('are counted when the view is shown, and again only if jobs have changed', () => {
    const { store, view, loads, counts } = shownLoads();
    store.apply([waiting('a')]);
    view.isShown = true;

    loads.show();
    assert.equal(loads.current.get(arn)?.waiting, 1);
    loads.show();
    assert.equal(counts(), 1);
  });

  it('follow a burst of changes with one count', async () => {
    const { store, clock, view, loads, counts } = shownLoads();
    view.isShown = true;
    loads.show();

    for (let index = 0; index < 50; index++) {
      store.apply([waiting(`job-${index}`)]);
    }
    await clock.advance(2_000);

    assert.equal(loads.current.get(arn)?.waiting, 50);
    assert.equal(counts(), 2);
  });
});
