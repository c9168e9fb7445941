import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/core/base/emitter';
import type { Job } from '../../../../src/core/job/job';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import type { Attention } from '../../../../src/core/polling/pollingPolicy';
import { JobQueries } from '../../../../src/core/query/jobQueries';
import { JobStore } from '../../../../src/core/store/jobStore';
import type { FeedState } from '../../../../src/data/feed/feedState';
import type { FinishedRead } from '../../../../src/data/feed/jobFeed';
import { WhileAway } from '../../../../src/ui/polling/whileAway';
import { aFeedState, aJob } from '../../../support/builders/builders';
import { FakeClock } from '../../../support/fakes/fakeClock';

const minute = 60_000;
const hour = 60 * minute;

class Window {
  readonly clock = new FakeClock();
  readonly store = new JobStore();
  readonly queries = new JobQueries(this.store, new TaskTypes([]));
  readonly memory = new Map<string, unknown>();
  private readonly attentionChanged = new Emitter<Attention>();
  private readonly readEnded = new Emitter<FinishedRead>();
  private attention: Attention = { windowFocused: false, somethingShown: true };
  table = '';
  private feedState: FeedState = aFeedState({ updatedAt: undefined });

  open(): WhileAway {
    const feedState = (): FeedState => this.feedState;
    const attention = (): Attention => this.attention;
    return new WhileAway({
      store: this.store,
      queries: this.queries,
      feed: {
        get state() {
          return feedState();
        },
        onDidRead: this.readEnded.event,
      },
      attention: {
        get now() {
          return attention();
        },
        onDidChange: this.attentionChanged.event,
      },
      failureCount: () => 'all',
      memory: {
        get: key => this.memory.get(key),
        update: (key, value) => {
          this.memory.set(key, value);
          return Promise.resolve();
        },
      },
      onError: error => assert.fail(String(error)),
      stateKey: () => this.table,
      clock: this.clock,
    });
  }

  focus(windowFocused: boolean): void {
    this.attention = { ...this.attention, windowFocused };
    this.attentionChanged.fire(this.attention);
  }

  read(...jobs: Job[]): void {
    this.store.apply(jobs);
    this.feedState = aFeedState({ updatedAt: this.clock.now() });
    this.readEnded.fire({} as FinishedRead);
  }

  failed(jobId: string): Job {
    const timestamp = new Date(this.clock.now()).toISOString();
    return aJob({ jobId, status: 'FAILED', timestamp, reason: 'OutOfMemoryError: killed' });
  }

  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 5 * minute) {
      await this.clock.advance(5 * minute);
    }
  }
}

describe('What happened while the user was away', () => {
  it('is told on the return after more than an hour, once the jobs have been read', async () => {
    const window = new Window();
    const away = window.open();
    let changes = 0;
    away.onDidChange(() => changes++);
    window.focus(true);
    window.read(window.failed('before'));
    await window.pass(10 * minute);
    const left = window.clock.now();
    window.focus(false);
    await window.pass(2 * hour);
    const jobs = [window.failed('a'), window.failed('b')];
    window.focus(true);
    assert.equal(changes, 0);
    window.read(...jobs);
    assert.deepEqual([away.failures?.since, away.failures?.count, changes], [left, 2, 1]);

    away.dismiss();
    assert.deepEqual([away.failures, changes], [undefined, 2]);
    window.read(window.failed('c'));
    assert.equal(away.failures, undefined);
  });

  it('is nothing after a short time, or where nothing failed meanwhile', async () => {
    const window = new Window();
    const away = window.open();
    window.focus(true);
    window.read();
    window.focus(false);
    await window.pass(50 * minute);
    window.focus(true);
    window.read(window.failed('a'));
    assert.equal(away.failures, undefined);
    await window.pass(5 * minute);
    window.focus(false);
    await window.pass(2 * hour);
    window.focus(true);
    window.read();
    assert.equal(away.failures, undefined);
    window.read(window.failed('later'));
    assert.equal(away.failures, undefined, 'the user sees it happen');
  });

  it('is known from the time of the last visit, which is not stored at the start', async () => {
    const window = new Window();
    const seenAt = window.clock.now() - 3 * hour;
    window.memory.set('away.seenAt@', seenAt);
    window.focus(true);
    const away = window.open();
    await window.pass(10 * minute);
    assert.deepEqual([...window.memory], [['away.seenAt@', seenAt]]);
    window.read(window.failed('a'));
    assert.deepEqual([away.failures?.since, away.failures?.count], [seenAt, 1]);
    await window.pass(10 * minute);
    assert.equal(window.memory.get('away.seenAt@'), window.clock.now());
  });

  it('follows acknowledgements, and ends when all are acknowledged', async () => {
    const window = new Window();
    window.memory.set('away.seenAt@', window.clock.now() - 2 * hour);
    window.focus(true);
    const away = window.open();
    window.read(window.failed('a'), window.failed('b'));
    window.store.setMark('acknowledged', ['a'], true);
    await window.clock.advance(1_000);
    assert.equal(away.failures?.count, 1);
    window.store.setMark('acknowledged', ['b'], true);
    await window.clock.advance(1_000);
    assert.equal(away.failures, undefined);
  });

  it('belongs to a connection', async () => {
    const window = new Window();
    window.memory.set('away.seenAt@', window.clock.now() - 2 * hour);
    window.memory.set('away.seenAt@named:other', window.clock.now() - minute);
    window.focus(true);
    const away = window.open();
    window.read(window.failed('a'));
    assert.equal(away.failures?.count, 1);
    window.table = 'named:other';
    window.store.clear();
    assert.equal(away.failures, undefined);
    window.read(window.failed('a'));
    await window.clock.advance(1_000);
    assert.equal(away.failures, undefined);
  });
});
