import { t } from '@vscode/l10n';
import type { ActionFilter } from '../../core/actions/actionLog';
import { Throttle } from '../../core/base/throttle';
import { newestFirst } from '../../core/filter/columns';
import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable } from '../../core/base/emitter';
import { perFacet } from '../../core/filter/facets';
import { describeError } from '../../core/diagnostics/errors';
import type { DashboardView, JobQuerySpec } from '../../core/filter/dashboardLink';
import type { Job } from '../../core/job/job';
import { dependsOnNow, type JobSearch } from '../../core/filter/jobFilter';
import type { JobQueries, JobQuery } from '../../core/query/jobQueries';
import type { ViewResult } from '../../core/query/jobView';
import type { JobStore } from '../../core/store/jobStore';
import { TableGuard } from '../../core/store/tableGuard';
import { escapeLogText } from '../../core/text/escapeLogText';
import type { Clock, SliceClock } from '../../core/base/clock';
import { sampleDataTexts } from '../../core/text/sampleDataTexts';
import { runInSlices } from '../../core/base/timeSlicing';
import type { TaskTypes } from '../../core/job/taskTypes';
import { freshnessOf, isSample, lacksBackfill, type FeedPhase } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import {
  checkToHost,
  dispatch,
  maxSelected,
  type Handlers,
  type LoadState,
  type Message,
  type PageCommand,
  type ToHost,
  type ToPage,
} from '../../protocol';
import { HistoryMessages } from './historyMessages';
import type { ActionHistory } from '../actions/actionHistory';
import type { RunAction } from '../actions/runAction';
import { clipboardTable } from './clipboardTable';
import { DetailsMessages } from './detailsMessages';
import { markedRowOf } from './jobRow';
import { QueryRunner } from './queryRunner';
import type { DashboardPreferences } from './dashboardPreferences';
import type { RefreshRate } from '../polling/refreshRate';

export interface DashboardSessionOptions {
  readonly store: JobStore;
  readonly queries: JobQueries;
  readonly taskTypes: TaskTypes;
  readonly feed: Pick<JobFeed, 'state' | 'onDidChangeState' | 'getItem'>;
  readonly rate: Pick<RefreshRate, 'waitMs' | 'onDidChange'>;
  readonly post: (message: ToPage) => void;
  readonly runCommand: (name: PageCommand, jobId: string | undefined) => void;
  readonly exportJobs: (wish: JobQuerySpec) => void;
  readonly exportHistory: (filter: ActionFilter) => void;
  /** Called when the page asks for other jobs than before, or for the details of another. */
  readonly onWish?: () => void;
  readonly runAction: RunAction;
  readonly history: Pick<ActionHistory, 'entries' | 'onDidChange' | 'ready'>;
  readonly warn: (message: string) => void;
  readonly preferences: DashboardPreferences;
  /** Puts a text on the clipboard, and says what it is. */
  readonly copy: (text: string, what: string) => void;
  readonly linkOf: (view: DashboardView) => string;
  /** Says why something is not done. */
  readonly refuse: (reason: string) => void;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'> & SliceClock;
}

export interface MatchingJobs {
  readonly jobs: readonly Job[];
  /** More jobs pass than these. */
  readonly isCut: boolean;
}

/** The page is told of changes at most this often. */
const announceMs = 150;
const minuteMs = 60_000;

/** The host's side of one dashboard page: answers its questions from the store. */
export class DashboardSession implements Disposable {
  private readonly state: Throttle;
  private readonly changed: Throttle;
  private readonly historyChanged: Throttle;
  private readonly actions: HistoryMessages;
  private readonly details: DetailsMessages;
  private readonly subscriptions: DisposableStore;
  /** The query asked last, as long as it is the same; its answer costs what changed since. */
  private query:
    | {
        readonly wish: string;
        readonly query: JobQuery;
        readonly search: JobSearch;
        readonly asked: JobQuerySpec;
      }
    | undefined;
  private charting: Disposable | undefined;
  private readonly answer: QueryRunner;
  private ready = false;
  private disposed = false;
  private pendingView: DashboardView | undefined;
  private jobInDetails: string | undefined;

  constructor(private readonly options: DashboardSessionOptions) {
    const { store, taskTypes, feed, rate, history, clock } = options;
    this.state = new Throttle(() => this.postState(), announceMs, clock);
    this.changed = new Throttle(() => this.postChanged(), announceMs, clock);
    this.historyChanged = new Throttle(() => this.postHistoryChanged(), announceMs, clock);
    this.actions = new HistoryMessages(options);
    this.details = new DetailsMessages({ ...options, actions: this.actions });
    this.answer = new QueryRunner(clock);
    this.subscriptions = new DisposableStore(
      this.details,
      store.onDidChange(() => this.changed.request()),
      // Rows of another table are no answer any more.
      store.onDidReset(() => {
        this.answer.forget();
        // It opens again by itself; until then nothing keeps the rows that are gone in memory.
        this.query?.query.dispose();
        this.details.forget();
        this.charting?.dispose();
      }),
      taskTypes.onDidChange(() => this.changed.request()),
      feed.onDidChangeState(() => this.state.request()),
      rate.onDidChange(() => this.state.request()),
      history.onDidChange(() => this.historyChanged.request()),
    );
  }

  /** The jobs the page asked for last, or is to show as soon as it is there. */
  get wish(): JobQuerySpec | undefined {
    const asked = this.query?.asked;
    const view = this.pendingView;
    return view ? { filter: view.filter, sort: view.sort ?? asked?.sort ?? newestFirst } : asked;
  }

  /** The job whose details are open. */
  get detailsOf(): string | undefined {
    return this.jobInDetails;
  }

  /**
   * Takes whatever the page sent; anything but a valid message is logged and dropped. What a closed page
   * sent last is too late.
   */
  receive(value: unknown): void {
    if (this.disposed) {
      return;
    }
    const checked = checkToHost(value);
    if (checked.ok) {
      dispatch(this.handlers, checked.message);
    } else {
      this.options.warn(`dropped a message of the dashboard: ${escapeLogText(checked.reason)}`);
    }
  }

  /** Shows just these jobs; a page that is still loading gets it once it is ready. */
  show(view: DashboardView): void {
    this.pendingView = view;
    if (this.ready) {
      this.postView();
    } else {
      this.options.onWish?.();
    }
  }

  /** The jobs that pass, but for some, as many as one copy takes. */
  matchingJobs(exceptIds: readonly string[]): Promise<MatchingJobs> {
    return new Promise(resolve => this.whenMatching(exceptIds, resolve));
  }

  /** Ids of the first `most` jobs that pass the newest query, but some. */
  matchingIds(exceptIds: readonly string[], max: number): Promise<readonly string[]> {
    const except = new Set(exceptIds);
    return new Promise(resolve => {
      this.findMatching(({ rows }) => {
        const jobIds = this.idsOf(rows.subarray(0, max + except.size));
        resolve(jobIds.filter(jobId => !except.has(jobId)).slice(0, max));
      });
    });
  }

  /** VS Code drops a hidden page; what is to be said waits until a new one is ready. */
  hide(): void {
    this.ready = false;
    this.details.close();
  }

  dispose(): void {
    this.disposed = true;
    this.state.dispose();
    this.changed.dispose();
    this.historyChanged.dispose();
    this.charting?.dispose();
    this.answer.dispose();
    this.query?.query.dispose();
    this.subscriptions.dispose();
  }

  private readonly handlers: Handlers<ToHost> = {
    ready: () => {
      this.ready = true;
      // A new page knows of no event yet.
      this.details.close();
      const { preferences, post } = this.options;
      post({ type: 'preferences', preferences: preferences.value });
      this.postState();
      this.postView();
    },
    query: message => this.answerQuery(message),
    rows: ({ id, start, end }) =>
      this.answer.whenKnown(
        id,
        end,
        ({ jobs }) => this.postRows(id, start, jobs(start, end)),
        () => this.options.post({ type: 'gone', id }),
      ),
    ids: ({ id, start, end }) =>
      this.answer.whenKnown(id, end, ({ rows }) => {
        const jobIds = this.idsOf(rows.subarray(start, end));
        this.options.post({ type: 'ids', id, start, jobIds });
      }),
    charts: message => this.answerCharts(message),
    copy: message => this.copy(message),
    copyLink: ({ filter, sort }) => {
      const { copy, linkOf, refuse, feed } = this.options;
      if (isSample(feed.state)) {
        refuse(sampleDataTexts.noLink);
      } else {
        copy(linkOf({ filter, sort }), t('a link to this dashboard'));
      }
    },
    preferences: ({ preferences }) => this.options.preferences.keep(preferences),
    details: ({ jobId }) => {
      this.noteDetails(jobId);
      this.details.answer(jobId);
      // It tells of itself once it has been read.
      void this.actions.read();
    },
    detailsClosed: () => {
      this.noteDetails(undefined);
      this.details.close();
    },
    readEvent: ({ jobId }) => this.details.retry(jobId),
    act: message =>
      void this.act(message).catch((error: unknown) =>
        this.options.warn(`an action of the dashboard failed: ${describeError(error)}`),
      ),
    history: message => void this.actions.answer(message),
    export: ({ filter, sort }) => this.options.exportJobs({ filter, sort }),
    exportHistory: ({ filter }) => this.options.exportHistory(filter),
    command: ({ name, jobId }) => this.options.runCommand(name, jobId),
  };

  /** A query that is still being answered gives way to a newer one. */
  private answerQuery({ id, filter, sort }: Message<ToHost, 'query'>): void {
    // Jobs grow older without a change: a search that asks for ages is asked anew each minute.
    const minute = Math.floor(this.options.clock.now() / minuteMs);
    const asOf = dependsOnNow(filter) ? minute : undefined;
    const wish = JSON.stringify([filter, sort, asOf]);
    this.charting?.dispose();
    if (this.query?.wish !== wish) {
      this.query?.query.dispose();
      const search = { ...filter, now: minute * minuteMs };
      const query = this.options.queries.open(search, sort);
      this.query = { wish, query, search, asked: { filter, sort } };
      this.options.onWish?.();
    }
    this.answer.find(id, this.query.query, result => this.postResult(id, result));
  }

  private postResult(id: number, { matching, statistics, facets }: ViewResult): void {
    this.options.post({
      type: 'result',
      id,
      matching,
      statistics: { ...statistics, byStatus: [...statistics.byStatus] },
      facets: perFacet(key => [...facets[key]]),
    });
  }

  private idsOf(rows: Uint32Array): string[] {
    const { jobId } = this.options.store.rows.fields;
    return Array.from(rows, row => jobId.get(row));
  }

  private postRows(id: number, start: number, jobs: readonly Job[]): void {
    const { store, taskTypes, post } = this.options;
    const rows = jobs.map(job =>
      markedRowOf(job, taskTypes.of(job), mark => store.isMarked(job.jobId, mark)),
    );
    post({ type: 'rows', id, start, rows });
  }

  private copy({ what, target, columns }: Message<ToHost, 'copy'>): void {
    const { store, taskTypes, copy } = this.options;
    const put = (jobs: readonly Job[], isCut: boolean): void => {
      const { text, name } = clipboardTable(jobs, what, columns, taskTypes.of);
      copy(text, isCut ? t('the first {0}', name) : name);
    };
    if (target.kind === 'matching') {
      this.whenMatching(target.except, ({ jobs, isCut }) => put(jobs, isCut));
    } else {
      const jobs = target.jobIds.flatMap(jobId => store.get(jobId) ?? []);
      put(jobs, false);
    }
  }

  private whenMatching(exceptIds: readonly string[], then: (matching: MatchingJobs) => void): void {
    const except = new Set(exceptIds);
    this.findMatching(({ jobs, matching }) => {
      const chosen = jobs(0, maxSelected + except.size).filter(({ jobId }) => !except.has(jobId));
      const isCut = matching - except.size > maxSelected;
      then({ jobs: chosen.slice(0, maxSelected), isCut });
    });
  }

  /**
   * Looks for all that pass the newest query by the jobs as they are now: since the page had its answer, rows
   * may have become those of other jobs.
   */
  private findMatching(
    then: (found: Pick<ViewResult, 'jobs' | 'rows' | 'matching'>) => void,
  ): void {
    const { queries, clock, store } = this.options;
    const sameTable = new TableGuard(store);
    const none = { jobs: () => [], rows: new Uint32Array(), matching: 0 };
    if (!this.query) {
      then(none);
      return;
    }
    const { search, asked } = this.query;
    const query = queries.open(search, asked.sort);
    runInSlices(query.update(), clock, found => {
      // What was asked of one table is no question about another.
      then(sameTable.holds ? found : none);
      query.dispose();
    });
  }

  private async act({ action, target }: Message<ToHost, 'act'>): Promise<void> {
    // One more than may be, so that too many are seen to be.
    await this.options.runAction(
      action,
      target.kind === 'some'
        ? target.jobIds
        : await this.matchingIds(target.except, maxSelected + 1),
    );
  }

  private answerCharts({ id, utcOffsetMinutes }: Message<ToHost, 'charts'>): void {
    const { clock, post } = this.options;
    this.answer.whenKnown(id, 0, () => {
      this.charting?.dispose();
      const work = this.query?.query.charts(utcOffsetMinutes * minuteMs);
      this.charting =
        work && runInSlices(work, clock, charts => post({ type: 'charts', id, ...charts }));
    });
  }

  private noteDetails(jobId: string | undefined): void {
    if (this.jobInDetails !== jobId) {
      this.jobInDetails = jobId;
      this.options.onWish?.();
    }
  }

  private postState(): void {
    if (!this.ready) {
      return;
    }
    const { feed, rate } = this.options;
    const { connection, load, updatedAt, malformed, unread } = feed.state;
    const { name, tableName, region, endpoint } = connection;
    const { polling, cost } = freshnessOf(feed.state, rate.waitMs);
    this.options.post({
      type: 'state',
      connection: { name, table: tableName, region, endpoint, isSample: connection.isSample },
      load: loadState(load),
      updatedAt,
      total: this.options.store.size,
      malformed,
      ...(unread.damaged.size > 0
        ? { damaged: { count: unread.damaged.size, hasMore: unread.hasMoreDamaged } }
        : {}),
      cost,
      polling,
      lacksBackfill: lacksBackfill(feed.state),
    });
  }

  private postChanged(): void {
    if (!this.ready) {
      return;
    }
    this.options.post({ type: 'changed' });
    this.postState();
  }

  private postHistoryChanged(): void {
    if (this.ready) {
      this.options.post({ type: 'historyChanged' });
    }
  }

  private postView(): void {
    if (this.pendingView) {
      this.options.post({ type: 'show', ...this.pendingView });
      this.pendingView = undefined;
    }
  }
}

function loadState(load: FeedPhase): LoadState {
  switch (load.phase) {
    case 'idle':
      return { phase: 'loading', loaded: 0 };
    case 'failed': {
      const { message, remedy, command } = load.error;
      return { phase: 'failed', message, remedy, command };
    }
    case 'loading':
    case 'refreshing':
    case 'ready':
      return load;
  }
}
