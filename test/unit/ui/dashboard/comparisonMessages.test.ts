import assert from 'node:assert/strict';
import { noFilter } from '../../../../src/core/filter/jobFilter';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import { JobQueries } from '../../../../src/core/query/jobQueries';
import { JobStore } from '../../../../src/core/store/jobStore';
import type { ToPage } from '../../../../src/protocol/toPage';
import { ComparisonMessages } from '../../../../src/ui/dashboard/comparisonMessages';
import { MediaMessages } from '../../../../src/ui/dashboard/mediaMessages';
import { aJob } from '../../../support/builders/builders';
import { FakeClock } from '../../../support/fakes/fakeClock';

const from = Date.UTC(2026, 10, 24, 10);
const time = { kind: 'between', from, to: from + 3_600_000 } as const;

/** A store that counts who observes it. */
class WatchedStore extends JobStore {
  following = 0;

  override observe(...args: Parameters<JobStore['observe']>) {
    this.following++;
    const subscription = super.observe(...args);
    return {
      dispose: () => {
        this.following--;
        subscription.dispose();
      },
    };
  }
}

const setUp = () => {
  const store = new WatchedStore();
  store.apply([
    aJob({
      jobId: 'a',
      status: 'FAILED',
      timestamp: new Date(from + 60_000).toISOString(),
      reason: 'OutOfMemoryError: Container killed due to memory usage',
    }),
    aJob({ jobId: 'b', status: 'SUCCEEDED', timestamp: new Date(from - 60_000).toISOString() }),
  ]);
  const sent: ToPage[] = [];
  const post = (message: ToPage): void => void sent.push(message);
  const taskTypes = new TaskTypes([]);
  return { store, taskTypes, queries: new JobQueries(store, taskTypes), sent, post };
};

describe('the comparison with an earlier period', () => {
  it('has its figures, causes and bars', () => {
    const { queries, post, sent } = setUp();
    const comparison = new ComparisonMessages({ queries, post, clock: new FakeClock() });
    comparison.answer({ type: 'compare', id: 4, filter: { ...noFilter, time }, timeZone: 'UTC' });
    const [answer] = sent;
    assert(answer?.type === 'compared');
    assert.equal(answer.figures.failed, 1);
    assert.deepEqual(
      answer.causes.filter(({ count }) => count > 0),
      [{ value: 'oom-batch', count: 1, label: 'Out of memory' }],
    );
    assert.deepEqual(
      answer.bars.filter(({ count }) => count > 0),
      [{ from: from + 60_000, to: from + 120_000, count: 1 }],
    );
  });

  it('follows no jobs once it has ended', () => {
    const { store, queries, post } = setUp();
    const comparison = new ComparisonMessages({ queries, post, clock: new FakeClock() });
    const before = store.following;
    const filter = { ...noFilter, time, text: 'status:failed' };
    comparison.answer({ type: 'compare', id: 1, filter, timeZone: 'UTC' });
    const during = store.following;
    comparison.close();
    assert(during > before);
    // What a search found is kept for the next one.
    assert.equal(store.following, during - 1);
  });
});

describe('the story of a media item', () => {
  it('looks at all jobs once, and is composed anew only when one of its jobs changes', () => {
    const { store, taskTypes, sent, post } = setUp();
    store.apply([aJob({ jobId: 'm', mediaId: 'media', status: 'RUNNING' })]);
    const media = new MediaMessages({ store, taskTypes, post, clock: new FakeClock() });
    let looks = 0;
    const { mediaId } = store.rows.fields;
    const get = mediaId.get.bind(mediaId);
    const stories = () =>
      sent.flatMap(message => (message.type === 'media' ? [message.story] : []));
    media.answer('media');
    mediaId.get = row => {
      looks++;
      return get(row);
    };
    store.apply([aJob({ jobId: 'a', status: 'SUCCEEDED' })]);
    const changes = looks;
    media.answer('media');
    assert.equal(looks, changes, 'no job is looked at again');
    assert.equal(stories()[1], stories()[0]);

    store.apply([aJob({ jobId: 'm', mediaId: 'media', status: 'FAILED' })]);
    media.answer('media');
    assert.deepEqual(
      stories().map(({ failed }) => failed),
      [0, 0, 1],
    );
    media.close();
  });
});
