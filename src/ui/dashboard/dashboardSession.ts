import { t } from '@vscode/l10n';
import type { ActionFilter } from '../../core/actions/actionLog';
import { Throttle } from '../../core/base/throttle';
import { newestFirst } from '../../core/filter/columns';
import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable } from '../../core/base/emitter';
import { perFacet } from '../../core/filter/facets';
import { describeError, type UserError } from '../../core/diagnostics/errors';
import type { DashboardView, JobQuerySpec } from '../../core/filter/dashboardLink';
import type { Job } from '../../core/job/job';
import { dependsOnNow, type JobSearch } from '../../core/filter/jobFilter';
import { searchRefusal } from '../../core/filter/searchLimits';
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
import { maxSelected } from '../../protocol/schemas';
import type { LoadState } from '../../protocol/state';
import type { JobCommand, PageCommand, ToHost } from '../../protocol/toHost';
import type { ToPage } from '../../protocol/toPage';
import { checkToHost, dispatch, type Handlers, type Message } from '../../protocol/messages';
import { HistoryMessages } from './historyMessages';
import type { ActionHistory } from '../actions/actionHistory';
import type { RunAction } from '../actions/runAction';
import { clipboardTable } from './clipboardTable';
import { DetailsMessages } from './detailsMessages';
import { markedRowOf } from './jobRow';
import { MinuteTimer } from './minuteTimer';
import { QueryRunner } from './queryRunner';
import type { DashboardPreferences } from './dashboardPreferences';
import type { RefreshRate } from '../polling/refreshRate';
import { minuteMs } from '../../core/base/timeUnits';

export interface DashboardSessionOptions {
  readonly store: JobStore;
  readonly queries: JobQueries;
  readonly taskTypes: TaskTypes;
  readonly feed: Pick<JobFeed, 'state' | 'onDidChangeState' | 'getItem'>;
  readonly rate: Pick<RefreshRate, 'waitMs' | 'onDidChange'>;
  readonly post: (message: ToPage) => void;
  readonly runCommand: (name: PageCommand | JobCommand, jobId: string | undefined) => void;
  readonly exportJobs: (query: JobQuerySpec) => void;
  readonly exportHistory: (filter: ActionFilter) => void;
  /** Called when the query or the job in the details changes. */
  readonly onQueryChange?: () => void;
  readonly runAction: RunAction;
  readonly history: Pick<ActionHistory, 'entries' | 'onDidChange' | 'ready'>;
  readonly warn: (message: string) => void;
  readonly preferences: DashboardPreferences;
  /** Copies a text and tells the user what was copied. */
  readonly copy: (text: string, what: string) => void;
  readonly linkOf: (view: DashboardView) => string;
  /** Tells the user why a request is refused. */
  readonly refuse: (reason: string) => void;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'> & SliceClock;
}

export interface MatchingJobs {
  readonly jobs: readonly Job[];
  /** Whether more jobs match than these. */
  readonly isCut: boolean;
}

/** Throttles messages about changes to the page. */
const announceMs = 150;

/** The host side of one dashboard page: answers its requests from the store. */
export class DashboardSession implements Disposable {
  private readonly state: Throttle;
  private readonly changed: Throttle;
  /** Runs while the page shows jobs that can start or stop matching without changing. */
  private readonly minutes: MinuteTimer;
  private readonly historyChanged: Throttle;
  private readonly actions: HistoryMessages;
  private readonly details: DetailsMessages;
  private readonly subscriptions: DisposableStore;
  /** The newest query; kept while unchanged, so that an update costs only what changed. */
  private query:
    | {
        readonly key: string;
        readonly query: JobQuery;
        readonly search: JobSearch;
        readonly spec: JobQuerySpec;
      }
    | undefined;
  private charting: Disposable | undefined;
  private readonly runner: QueryRunner;
  private ready = false;
  private disposed = false;
  private pendingView: DashboardView | undefined;
  private jobInDetails: string | undefined;
  /** The text in the search box, if it has an error. */
  private invalidSearch: string | undefined;

  constructor(private readonly options: DashboardSessionOptions) {
    const { store, taskTypes, feed, rate, history, clock } = options;
    this.state = new Throttle(() => this.postState(), announceMs, clock);
    this.changed = new Throttle(() => this.postChanged(), announceMs, clock);
    this.minutes = new MinuteTimer(() => this.changed.request(), clock);
    this.historyChanged = new Throttle(() => this.postHistoryChanged(), announceMs, clock);
    this.actions = new HistoryMessages(options);
    this.details = new DetailsMessages({ ...options, actions: this.actions });
    this.runner = new QueryRunner(clock);
    this.subscriptions = new DisposableStore(
      this.details,
      store.onDidChange(() => this.changed.request()),
      // Rows of another table invalidate the result.
      store.onDidReset(() => {
        this.runner.forget();
        // The query reopens on demand; disposing of it frees the old rows now.
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

  /** The page's newest query, or the view it will get once ready. */
  get querySpec(): JobQuerySpec | undefined {
    const spec = this.query?.spec;
    const view = this.pendingView;
    return view ? { filter: view.filter, sort: view.sort ?? spec?.sort ?? newestFirst } : spec;
  }

  /** The query as the user typed it, including terms that cannot be parsed and are ignored. */
  get typedSpec(): JobQuerySpec | undefined {
    const { querySpec, invalidSearch } = this;
    return querySpec === undefined || invalidSearch === undefined
      ? querySpec
      : { ...querySpec, filter: { ...querySpec.filter, text: invalidSearch } };
  }

  get detailsOf(): string | undefined {
    return this.jobInDetails;
  }

  /** Handles a message of the page; logs and drops invalid ones, and ignores those of a closed page. */
  receive(value: unknown): void {
    if (this.disposed) {
      return;
    }
    const checked = checkToHost(value);
    if (checked.ok) {
      dispatch(this.handlers, checked.message);
    } else {
      this.options.warn(`dropped a dashboard message: ${escapeLogText(checked.reason)}`);
    }
  }

  /** Applies a view; a page that is still loading gets it once ready. */
  show(view: DashboardView): void {
    this.pendingView = view;
    if (this.ready) {
      this.postView();
    } else {
      this.options.onQueryChange?.();
    }
  }

  /**
   * The matching jobs minus exceptions, at most as many as can be copied at once.
   * @throws {UserError} if the search has an error, and so matches more than the user meant.
   */
  async matchingJobs(exceptIds: readonly string[]): Promise<MatchingJobs> {
    this.requireValidSearch();
    return new Promise(resolve => this.whenMatching(exceptIds, resolve));
  }

  /**
   * Ids of the first `max` jobs that match the newest query, minus exceptions.
   * @throws as `matchingJobs`
   */
  async matchingIds(exceptIds: readonly string[], max: number): Promise<readonly string[]> {
    this.requireValidSearch();
    const except = new Set(exceptIds);
    return new Promise(resolve => {
      this.findMatching(({ rows }) => {
        const jobIds = this.idsOf(rows.subarray(0, max + except.size));
        resolve(jobIds.filter(jobId => !except.has(jobId)).slice(0, max));
      });
    });
  }

  /** VS Code discards a hidden page; pending messages wait until it is ready again. */
  hide(): void {
    this.ready = false;
    this.minutes.stop();
    this.details.close();
  }

  dispose(): void {
    this.disposed = true;
    this.state.dispose();
    this.changed.dispose();
    this.minutes.dispose();
    this.historyChanged.dispose();
    this.charting?.dispose();
    this.runner.dispose();
    this.query?.query.dispose();
    this.subscriptions.dispose();
  }

  private readonly handlers: Handlers<ToHost> = {
    ready: () => {
      this.ready = true;
      this.invalidSearch = undefined;
      // A new page has not received the event yet.
      this.details.close();
      const { preferences, post } = this.options;
      post({ type: 'preferences', preferences: preferences.value });
      this.postState();
      this.postView();
    },
    query: message => this.answerQuery(message),
    invalidSearch: ({ text }) => (this.invalidSearch = text),
    rows: ({ id, start, end }) =>
      this.runner.whenKnown(
        id,
        end,
        ({ jobs }) => this.postRows(id, start, jobs(start, end)),
        () => this.options.post({ type: 'gone', id }),
      ),
    ids: ({ id, start, end }) =>
      this.runner.whenKnown(id, end, ({ rows }) => {
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
    preferences: ({ preferences }) => this.options.preferences.save(preferences),
    details: ({ jobId }) => {
      this.setJobInDetails(jobId);
      this.details.answer(jobId);
      // Loading the history posts a change when done.
      void this.actions.read();
    },
    detailsClosed: () => {
      this.setJobInDetails(undefined);
      this.details.close();
    },
    readEvent: ({ jobId }) => this.details.retry(jobId),
    act: message =>
      void this.act(message).catch((error: unknown) =>
        this.options.warn(`a dashboard action failed: ${describeError(error)}`),
      ),
    history: message => void this.actions.answer(message),
    export: ({ filter, sort }) => this.options.exportJobs({ filter, sort }),
    exportHistory: ({ filter }) => this.options.exportHistory(filter),
    command: message => this.runCommand(message),
  };

  /** A newer query cancels a running one. */
  private answerQuery({ id, filter, sort }: Message<ToHost, 'query'>): void {
    // Job ages change without the store changing, so a search by age is evaluated anew each minute.
    const minute = Math.floor(this.options.clock.now() / minuteMs);
    const now = minute * minuteMs;
    const key = JSON.stringify([filter, sort]);
    const isTimed = dependsOnNow(filter);
    if (isTimed) {
      this.minutes.start();
    } else {
      this.minutes.stop();
    }
    this.charting?.dispose();
    const search = { ...filter, now };
    if (this.query?.key === key) {
      if (isTimed) {
        this.query.query.advance(now);
      }
      this.query = { ...this.query, search };
    } else {
      this.query?.query.dispose();
      const query = this.options.queries.open(search, sort);
      this.query = { key, query, search, spec: { filter, sort } };
      this.options.onQueryChange?.();
    }
    this.runner.run(id, this.query.query, result => this.postResult(id, result));
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
    const copyJobs = (jobs: readonly Job[], isCut: boolean): void => {
      const { text, name } = clipboardTable(jobs, what, columns, taskTypes.of);
      copy(text, isCut ? t('the first {0}', name) : name);
    };
    const refusal = target.kind === 'matching' ? this.searchRefusal() : undefined;
    if (refusal) {
      this.options.refuse(refusal.message);
    } else if (target.kind === 'matching') {
      this.whenMatching(target.except, ({ jobs, isCut }) => copyJobs(jobs, isCut));
    } else {
      const jobs = target.jobIds.flatMap(jobId => store.get(jobId) ?? []);
      copyJobs(jobs, false);
    }
  }

  private whenMatching(exceptIds: readonly string[], then: (matching: MatchingJobs) => void): void {
    const except = new Set(exceptIds);
    this.findMatching(({ jobs, matching }) => {
      const selected = jobs(0, maxSelected + except.size).filter(({ jobId }) => !except.has(jobId));
      const isCut = matching - except.size > maxSelected;
      then({ jobs: selected.slice(0, maxSelected), isCut });
    });
  }

  /**
   * Runs the newest query again on the current jobs: rows of the page's result may belong to other jobs by
   * now.
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
    const { search, spec } = this.query;
    const query = queries.open(search, spec.sort);
    runInSlices(query.update(), clock, found => {
      // After a table switch the result would be of other jobs.
      then(sameTable.holds ? found : none);
      query.dispose();
    });
  }

  private runCommand(message: Message<ToHost, 'command'>): void {
    const { store, runCommand, refuse } = this.options;
    const jobId = 'jobId' in message ? message.jobId : undefined;
    if (jobId === undefined || store.get(jobId)) {
      runCommand(message.name, jobId);
    } else {
      refuse(t('The job is no longer in the table.'));
    }
  }

  private async act({ action, target }: Message<ToHost, 'act'>): Promise<void> {
    const refusal = target.kind === 'matching' ? this.searchRefusal() : undefined;
    if (refusal) {
      this.options.refuse(refusal.message);
      return;
    }
    // One above the limit, so that the action can tell that there are too many.
    await this.options.runAction(
      action,
      target.kind === 'some'
        ? target.jobIds
        : await this.matchingIds(target.except, maxSelected + 1),
    );
  }

  private searchRefusal(): UserError | undefined {
    const { typedSpec } = this;
    return typedSpec && searchRefusal(typedSpec.filter.text);
  }

  private requireValidSearch(): void {
    const refusal = this.searchRefusal();
    if (refusal) {
      throw refusal;
    }
  }

  private answerCharts({ id, utcOffsetMinutes }: Message<ToHost, 'charts'>): void {
    const { clock, post } = this.options;
    this.runner.whenKnown(id, 0, () => {
      this.charting?.dispose();
      const work = this.query?.query.charts(utcOffsetMinutes * minuteMs);
      this.charting =
        work && runInSlices(work, clock, charts => post({ type: 'charts', id, ...charts }));
    });
  }

  private setJobInDetails(jobId: string | undefined): void {
    if (this.jobInDetails !== jobId) {
      this.jobInDetails = jobId;
      this.options.onQueryChange?.();
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
