import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/core/base/emitter';
import { JobStore } from '../../../../src/core/store/jobStore';
import type { FeedState } from '../../../../src/data/feed/feedState';
import { PageUpdates } from '../../../../src/ui/dashboard/pageUpdates';
import { aFeedState, aJob } from '../../../support/builders/builders';
import { FakeClock } from '../../../support/fakes/fakeClock';

describe('PageUpdates', () => {
  const feedChanged = new Emitter<FeedState>();
  const rateChanged = new Emitter<undefined>();
  const modeChanged = new Emitter<'live' | 'simulated'>();
  const historyChanged = new Emitter<undefined>();
  let clock: FakeClock;
  let store: JobStore;
  let sent: string[];
  let updates: PageUpdates;

  beforeEach(() => {
    clock = new FakeClock();
    store = new JobStore();
    sent = [];
    updates = new PageUpdates({
      store,
      clock,
      feed: { state: aFeedState(), onDidChangeState: feedChanged.event },
      rate: { waitMs: 1_000, onDidChange: rateChanged.event },
      modes: { mode: 'live', onDidChange: modeChanged.event },
      history: { onDidChange: historyChanged.event },
      post: ({ type }) => sent.push(type),
    });
  });

  afterEach(() => updates.dispose());

  const changeEverything = (): void => {
    store.apply([aJob()]);
    feedChanged.fire(aFeedState());
    rateChanged.fire(undefined);
    modeChanged.fire('live');
    historyChanged.fire(undefined);
    updates.requestQuery();
  };

  it('send the state as soon as the page is ready', () => {
    assert.equal(updates.isReady, false);
    updates.resume();
    assert.equal(updates.isReady, true);
    assert.deepEqual(sent, ['state']);
  });

  it('send each kind of change once, however often it happens', async () => {
    updates.resume();
    sent = [];
    changeEverything();
    changeEverything();
    assert.deepEqual(sent, [], 'nothing at once');
    await clock.advance(150);
    assert.deepEqual(sent.toSorted(), ['changed', 'historyChanged', 'state', 'state']);
  });

  it('send nothing while no page listens, nor what happened meanwhile', async () => {
    changeEverything();
    await clock.advance(1_000);
    updates.resume();
    sent = [];
    changeEverything();
    updates.pause();
    await clock.advance(1_000);
    assert.deepEqual(sent, []);
  });

  it('stop when they are disposed', async () => {
    updates.resume();
    changeEverything();
    updates.dispose();
    sent = [];
    changeEverything();
    await clock.advance(1_000);
    assert.deepEqual(sent, []);
  });
});
