import { newestFirst } from '../../../src/core/filter/columns';
import type { Disposable } from '../../../src/core/base/emitter';
import { noFilter, type JobFilter } from '../../../src/core/filter/jobFilter';
import type { JobQueries } from '../../../src/core/query/jobQueries';
import type { JobStore } from '../../../src/core/store/jobStore';
import type { TaskTypes } from '../../../src/core/job/taskTypes';
import type { JobFeed } from '../../../src/data/feed/jobFeed';
import type { ToHost } from '../../../src/protocol/toHost';
import type { ToPage } from '../../../src/protocol/toPage';
import { checkToPage } from '../../../src/protocol/messages';
import type { Random } from '../../../src/sample/random';
import { DashboardSession } from '../../../src/ui/dashboard/dashboardSession';
import { memoryTimeZone } from '../fakes/memoryTimeZone';
import { DashboardPreferences } from '../../../src/ui/dashboard/dashboardPreferences';
import type { RefreshRate } from '../../../src/ui/polling/refreshRate';
import { memoryHistory } from '../fakes/memoryHistory';
import type { SoakClock } from './soakClock';

const noMemory = { get: () => undefined, update: () => Promise.resolve() };

export interface PanelServices {
  readonly store: JobStore;
  readonly queries: JobQueries;
  readonly taskTypes: TaskTypes;
  readonly feed: JobFeed;
  readonly rate: RefreshRate;
  readonly clock: SoakClock;
  readonly warn: (message: string) => void;
}

const filters: readonly [JobFilter, ...JobFilter[]] = [
  noFilter,
  noFilter,
  { ...noFilter, statuses: ['FAILED'] },
  { ...noFilter, text: 'status:running' },
  { ...noFilter, text: 'age:<10m' },
  { ...noFilter, text: 'ingest' },
];

/** A dashboard session with a page that sends the same messages as the real one. */
export class SoakPanel implements Disposable {
  answers = 0;
  /** The number of matching jobs in the newest result. */
  matching: number | undefined;
  private readonly session: DashboardSession;
  private readonly history = memoryHistory();
  private id = 0;
  private filter: JobFilter;

  constructor(
    private readonly services: PanelServices,
    private readonly random: Random,
    filter?: JobFilter,
  ) {
    this.filter = filter ?? random.pick(filters);
    this.session = new DashboardSession({
      ...services,
      post: message => this.receive(message),
      runCommand: () => undefined,
      runOnFailures: () => undefined,
      preferences: new DashboardPreferences(noMemory, memoryTimeZone(noMemory), () => undefined),
      copy: () => undefined,
      readLog: () => Promise.resolve(undefined),
      exportJobs: () => undefined,
      exportHistory: () => undefined,
      act: () => undefined,
      history: this.history,
      linkOf: () => '',
      refuse: () => undefined,
    });
    this.send({ type: 'ready' });
    this.sendQuery();
  }

  /** A random user action: another filter, the details of a job, or hiding and showing the page. */
  use(): void {
    const { store } = this.services;
    if (this.random.chance(0.4)) {
      this.filter = this.random.pick(filters);
      this.sendQuery();
    } else if (this.random.chance(0.5) && store.rows.length > 0) {
      const row = this.random.integer(0, store.rows.length - 1);
      if (store.rows.has(row)) {
        this.send({ type: 'details', jobId: store.rows.read(row).jobId });
      }
    } else {
      this.session.hide();
      this.send({ type: 'ready' });
      this.sendQuery();
    }
  }

  dispose(): void {
    this.session.dispose();
    this.history.dispose();
  }

  private sendQuery(): void {
    this.id++;
    const window = { start: 0, end: 50 };
    this.send({ type: 'query', id: this.id, filter: this.filter, sort: newestFirst, window });
  }

  private send(message: ToHost): void {
    this.session.receive(JSON.parse(JSON.stringify(message)));
  }

  private receive(posted: ToPage): void {
    const checked = checkToPage(JSON.parse(JSON.stringify(posted)));
    if (!checked.ok) {
      throw new Error(`The page would refuse a message: ${checked.reason}`);
    }
    const { message } = checked;
    if (message.type === 'changed' || message.type === 'gone') {
      this.sendQuery();
    } else if (message.type === 'result' && message.id === this.id) {
      this.answers++;
      this.matching = message.matching;
      const { id } = this;
      if (!message.window) {
        this.send({ type: 'rows', id, start: 0, end: Math.min(50, message.matching) });
      }
      this.send({ type: 'charts', id, timeZone: 'Europe/Paris' });
    }
  }
}
