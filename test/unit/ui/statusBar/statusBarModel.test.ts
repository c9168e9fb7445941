import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/core/base/emitter';
import { UserError } from '../../../../src/core/diagnostics/errors';
import type { FailureCount } from '../../../../src/core/settings/failureCount';
import { Resolutions } from '../../../../src/core/failures/resolutions';
import { defaultStuckLimits } from '../../../../src/core/job/stuckJobs';
import { StuckRules } from '../../../../src/core/job/stuckRules';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import { JobStore } from '../../../../src/core/store/jobStore';
import type { FeedState } from '../../../../src/data/feed/feedState';
import { StatusBarModel, type StatusBarView } from '../../../../src/ui/statusBar/statusBarModel';
import { aFeedState, aJob } from '../../../support/builders/builders';
import { FakeClock } from '../../../support/fakes/fakeClock';

const minute = 60_000;
const hour = 60 * minute;
const failedLoad = {
  phase: 'failed',
  error: new UserError('network', 'Cannot be reached.', 'Check the network.'),
} as const;

describe('StatusBarModel', () => {
  let clock: FakeClock;
  let store: JobStore;
  let values: {
    failedWithinHours: number | undefined;
    failureCount: FailureCount;
    connections: [];
  };
  let told: StatusBarView[];
  let state: FeedState;
  let model: StatusBarModel;
  let stuckRules: StuckRules;
  const states = new Emitter<FeedState>();
  const rates = new Emitter<undefined>();

  beforeEach(() => {
    clock = new FakeClock();
    store = new JobStore();
    values = { failedWithinHours: undefined, failureCount: 'all', connections: [] };
    told = [];
    stuckRules = new StuckRules();
    state = aFeedState({ load: { phase: 'idle' }, updatedAt: undefined });
    model = new StatusBarModel(
      {
        store,
        feed: {
          get state() {
            return state;
          },
          onDidChangeState: states.event,
        },
        settings: { values, problems: [] },
        rate: { waitMs: minute, onDidChange: rates.event },
        stuckRules,
        clock,
      },
      view => told.push(view),
    );
  });

  afterEach(() => model.dispose());

  const come = async (over: Partial<FeedState>): Promise<void> => {
    state = { ...state, ...over };
    states.fire(state);
    await clock.advance(200);
  };
  const ready = (): Promise<void> => come({ load: { phase: 'ready' }, updatedAt: clock.now() });
  const text = (): string | undefined => told.at(-1)?.content?.text;
  const ago = (ms: number): string => new Date(clock.now() - ms).toISOString();

  it('counts failures, without acknowledged ones', async () => {
    store.apply(['a', 'b'].map(jobId => aJob({ jobId, status: 'FAILED' })));
    await ready();
    assert.equal(text(), '$(error) 2 failed');
    store.setMark('acknowledged', ['a'], true);
    await clock.advance(200);
    assert.equal(text(), '$(error) 1 failed');
    assert.match(told.at(-1)?.content?.tooltip ?? '', /1 acknowledged failure/);
    store.clear();
    await clock.advance(200);
    assert.equal(told.at(-1)?.failed, 0);
  });

  it('counts jobs that get stuck as time passes, by the limits of the user', async () => {
    const tooltip = (): string => told.at(-1)?.content?.tooltip ?? '';
    store.apply([aJob({ jobId: 'a', status: 'RUNNABLE', timestamp: ago(59 * minute) })]);
    await ready();
    assert.doesNotMatch(tooltip(), /stuck/);
    await clock.advance(2 * minute);
    assert.match(tooltip(), /1 stuck job: waiting or starting for too long\./);
    assert.match(told.at(-1)?.content?.accessibleName ?? '', /1 stuck job/);
    stuckRules.use({ ...defaultStuckLimits, RUNNABLE: 2 * hour });
    await clock.advance(200);
    assert.doesNotMatch(tooltip(), /stuck/);
    stuckRules.use(defaultStuckLimits);
    store.apply([aJob({ jobId: 'a', status: 'RUNNING', timestamp: ago(0) })]);
    await clock.advance(200);
    assert.doesNotMatch(tooltip(), /stuck/);
  });

  it('counts failures until a later job makes them good, if only unresolved ones count', async () => {
    values.failureCount = 'unresolved';
    const resolutions = new Resolutions(store, new TaskTypes([]));
    const work = { mediaId: 'm1', jobName: 'pre-m1' };
    store.apply([aJob({ ...work, jobId: 'first', status: 'FAILED', createdAt: 1_000 })]);
    await ready();
    assert.equal(text(), '$(error) 1 unresolved');
    store.apply([aJob({ ...work, jobId: 'second', status: 'SUCCEEDED', createdAt: 2_000 })]);
    await clock.advance(200);
    assert.equal(text(), '$(pass) 0 unresolved');
    assert.equal(told.at(-1)?.failed, 0, 'the badge too');
    values.failureCount = 'all';
    rates.fire(undefined);
    await clock.advance(200);
    assert.equal(text(), '$(error) 1 failed');
    resolutions.dispose();
  });

  it('announces and schedules nothing while nothing changes', async () => {
    await ready();
    states.fire(state);
    await clock.advance(200);
    await clock.advance(5 * minute);
    assert.equal(told.length, 1);
    assert.deepEqual(clock.waits, []);
  });

  it('updates the age each minute while the jobs are outdated, and stops after that', async () => {
    await ready();
    await come({ load: failedLoad });
    assert.equal(text(), '$(warning) 0 failed (<1 min old)');
    await clock.advance(minute);
    await clock.advance(minute);
    assert.equal(text(), '$(warning) 0 failed (2 min old)');
    await ready();
    assert.equal(text(), '$(pass) 0 failed');
    assert.deepEqual(clock.waits, []);
  });

  it('keeps the age while a failed refresh is retried', async () => {
    await ready();
    await come({ load: failedLoad });
    const before = told.length;
    await come({ load: { phase: 'refreshing', loaded: 0 } });
    assert.equal(told.length, before);
    await come({ load: { phase: 'idle' }, updatedAt: undefined });
    assert.equal(told.at(-1)?.content, undefined, 'another table');
  });

  it('recounts recent failures as time passes, even without a refresh', async () => {
    values.failedWithinHours = 1;
    store.apply([aJob({ status: 'FAILED', timestamp: ago(hour - 1.5 * minute) })]);
    await ready();
    assert.equal(text(), '$(error) 1 failed');
    await clock.advance(minute);
    assert.equal(text(), '$(error) 1 failed');
    await clock.advance(minute);
    assert.equal(text(), '$(pass) 0 failed');
    assert.deepEqual(clock.waits, [], 'nothing is left to grow old');
  });

  it('follows the settings', async () => {
    store.apply([aJob({ status: 'FAILED', timestamp: ago(2 * hour) })]);
    await ready();
    values.failedWithinHours = 1;
    rates.fire(undefined);
    await clock.advance(200);
    assert.equal(text(), '$(pass) 0 failed');
  });
});
