import { Poller } from '../../../src/core/polling/poller';
import { JobStore } from '../../../src/core/store/jobStore';
import { outcomeOf } from '../../../src/data/feed/feedState';
import { JobFeed } from '../../../src/data/feed/jobFeed';
import { TableSource } from '../../../src/data/feed/tableSource';
import type { JobTable } from '../../../src/data/table/jobTable';
import { RefreshRate } from '../../../src/ui/polling/refreshRate';
import type { EventClock } from './eventClock';

interface WatchedWindow {
  readonly store: JobStore;
  readonly feed: JobFeed;
  readonly rate: RefreshRate;
  readonly poller: Poller;
}

/** What polls the table in a window that has the focus and shows the jobs, with the default settings. */
export function watchedWindow(
  open: () => JobTable,
  clock: EventClock,
  warn: (message: string) => void = () => undefined,
): WatchedWindow {
  const store = new JobStore();
  const feed = new JobFeed(
    { tableName: 'Jobs', region: 'eu-west-1', profile: undefined, endpoint: undefined },
    {
      store,
      openSource: () => Promise.resolve(new TableSource(open())),
      warn,
      now: clock.now,
      ticks: clock.now,
    },
  );
  const never = { onDidChange: () => ({ dispose: () => undefined }) };
  const rate = new RefreshRate(
    { ...never, values: { liveIntervalMs: 5_000, refreshIntervalMs: 60_000 } } as never,
    { ...never, now: { windowFocused: true, somethingShown: true } } as never,
    feed,
    clock.now,
  );
  const poller = new Poller({
    run: async () => {
      const succeeded = await feed.refresh();
      return outcomeOf(feed.state.load, succeeded);
    },
    waitMs: () => rate.waitMs,
    clock,
  });
  return { store, feed, rate, poller };
}
