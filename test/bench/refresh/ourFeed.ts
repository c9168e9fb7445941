import { JobStore } from '../../../src/core/store/jobStore';
import { openJobTable } from '../../../src/data/aws';
import { JobFeed } from '../../../src/data/feed/jobFeed';
import { TableSource } from '../../../src/data/feed/tableSource';
import { inTheFuture } from '../../support/fakes/futureTable';
import { timed } from '../statistics';

/** The extension's data layer as it runs in the editor, on one table. */
export class OurFeed {
  readonly store = new JobStore();
  private readonly feed: JobFeed;

  /** `aheadMs`: how far the clocks of the service and of this machine are ahead, to skip waiting. */
  constructor(endpoint: string, tableName: string, aheadMs?: () => number) {
    process.env['AWS_ACCESS_KEY_ID'] ??= 'local';
    process.env['AWS_SECRET_ACCESS_KEY'] ??= 'local';
    this.feed = new JobFeed(
      { tableName, region: 'eu-west-1', profile: undefined, endpoint },
      {
        store: this.store,
        openSource: async connection => {
          const table = await openJobTable(connection);
          return new TableSource(aheadMs ? inTheFuture(table, aheadMs) : table);
        },
        warn: () => undefined,
        now: () => Date.now() + (aheadMs?.() ?? 0),
      },
    );
  }

  /** One refresh: its time in milliseconds, and its cost in read units. */
  async refresh(): Promise<{ readonly ms: number; readonly units: number }> {
    const ms = await timed(() => this.feed.refresh());
    const { load, readUnits } = this.feed.state;
    if (load.phase === 'failed') {
      throw load.error;
    }
    return { ms, units: readUnits ?? NaN };
  }

  /** Milliseconds from the start of a refresh until the first jobs are in the store. */
  async firstJobs(): Promise<number> {
    const start = performance.now();
    return new Promise(resolve => {
      const listening = this.store.onDidChange(() => {
        listening.dispose();
        resolve(performance.now() - start);
      });
    });
  }

  dispose(): void {
    this.feed.dispose();
  }
}
