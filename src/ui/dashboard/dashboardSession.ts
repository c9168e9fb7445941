import { t } from '@vscode/l10n';
import type { ActionFilter } from '../../core/actions/actionLog';
import { PromptThrottle } from '../../core/base/promptThrottle';
import { Throttle } from '../../core/base/throttle';
import { newestFirst } from '../../core/filter/columns';
import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable } from '../../core/base/emitter';
import type { UserError } from '../../core/diagnostics/errors';
import type { Job } from '../../core/job/job';
import type { JobQuerySpec } from '../../core/filter/jobFilter';
import { searchRefusal } from '../../core/filter/searchLimits';
import { escapeLogText } from '../../core/text/escapeLogText';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { ActionTarget, TablePosition, Target } from '../../protocol/schemas';
import type {
  BulkAction,
  FailureCommand,
  JobCommand,
  PageCommand,
  ToHost,
} from '../../protocol/toHost';
import { checkToHost, dispatch, type Handlers, type Message } from '../../protocol/messages';
import { HistoryMessages } from './historyMessages';
import type { ActionHistory } from '../actions/actionHistory';
import type { RetryLinks } from '../actions/retryLinks';
import type { ActionModes } from '../actions/actionModes';
import { CopyMessages, type CopyMessagesOptions } from './copyMessages';
import { DetailsMessages } from './detailsMessages';
import type { ReadPreview } from './logPreviews';
import type { ReadQueueReasons } from './queueReasons';
import { ComparisonMessages } from './comparisonMessages';
import { FailureMessages } from './failureMessages';
import { MediaMessages } from './mediaMessages';
import { MatchingJobsFinder, type MatchingJobs } from './matchingJobs';
import { QueryMessages, type QueryMessagesOptions } from './queryMessages';
import { stateMessage } from './stateMessage';
import type { DashboardPreferences } from './dashboardPreferences';
import { PreferencesMessages } from './preferencesMessages';
import type { ShownView } from './shownView';
import { ViewMessages } from './viewMessages';
import type { RefreshRate } from '../polling/refreshRate';
import type { WhileAway } from '../polling/whileAway';

export interface DashboardSessionOptions extends QueryMessagesOptions, CopyMessagesOptions {
  readonly feed: Pick<JobFeed, 'state' | 'onDidChangeState' | 'getItem'>;
  readonly laterJob?: (jobId: string) => Job | undefined;
  readonly rate: Pick<RefreshRate, 'waitMs' | 'onDidChange'>;
  readonly links?: Pick<RetryLinks, 'retriedAs' | 'retryOf'>;
  readonly modes?: Pick<ActionModes, 'mode' | 'onDidChange'>;
  readonly away?: Pick<WhileAway, 'failures' | 'onDidChange'>;
  readonly runCommand: (name: PageCommand | JobCommand, jobId: string | undefined) => void;
  readonly exportJobs: (query: JobQuerySpec) => void;
  readonly exportHistory: (filter: ActionFilter) => void;
  /** Runs the command of the action, as the context menu does. */
  readonly act: (action: BulkAction, target: ActionTarget) => void;
  /** Runs the command on the group of failures, as its context menu does. */
  readonly runOnFailures: (name: FailureCommand, group: string) => void;
  readonly history: Pick<ActionHistory, 'entries' | 'onDidChange' | 'ready'>;
  readonly readLog: ReadPreview;
  readonly readQueue?: ReadQueueReasons;
  readonly warn: (message: string) => void;
  readonly preferences: DashboardPreferences;
  /** The user scrolled the table or selected other rows. */
  readonly onPositionChange?: () => void;
}

/** Throttles messages about changes to the page. */
const announceMs = 150;

/** The host side of one dashboard page: answers its requests from the store. */
export class DashboardSession implements Disposable {
  private readonly state: Throttle;
  private readonly changed: PromptThrottle;
  private readonly historyChanged: Throttle;
  private readonly queries: QueryMessages;
  private readonly matching: MatchingJobsFinder;
  private readonly copying: CopyMessages;
  private readonly actions: HistoryMessages;
  private readonly details: DetailsMessages;
  private readonly media: MediaMessages;
  private readonly comparison: ComparisonMessages;
  private readonly preferences: PreferencesMessages;
  private readonly views: ViewMessages;
  readonly failures: FailureMessages;
  private readonly subscriptions: DisposableStore;
  private ready = false;
  private disposed = false;
  private tablePosition: TablePosition | undefined;
  private jobInDetails: string | undefined;
  /** The text in the search box, if it has an error. */
  private invalidSearch: string | undefined;

  constructor(private readonly options: DashboardSessionOptions) {
    const { store, queries, feed, rate, away, modes, history, clock } = options;
    this.state = new Throttle(() => this.postState(), announceMs, clock);
    this.changed = new PromptThrottle(() => this.postChanged(), announceMs, clock);
    this.historyChanged = new Throttle(() => this.postHistoryChanged(), announceMs, clock);
    this.queries = new QueryMessages(options, () => this.changed.request());
    this.matching = new MatchingJobsFinder({ ...options, query: () => this.queries.newest });
    this.copying = new CopyMessages(options, this.matching);
    this.actions = new HistoryMessages(options);
    this.details = new DetailsMessages({ ...options, actions: this.actions });
    this.media = new MediaMessages(options);
    this.comparison = new ComparisonMessages(options);
    this.preferences = new PreferencesMessages(options);
    this.views = new ViewMessages(options.post);
    this.failures = new FailureMessages(options);
    this.subscriptions = new DisposableStore(
      this.details,
      this.media,
      this.comparison,
      this.preferences,
      this.failures,
      store.onDidChange(() => this.changed.request()),
      store.onDidReset(() => {
        this.queries.forget();
        this.details.forget();
        this.media.forget();
        this.comparison.forget();
        this.failures.forget();
      }),
      queries.onDidChangeRules(() => {
        this.failures.forget();
        this.media.forget();
        this.changed.request();
      }),
      feed.onDidChangeState(() => this.state.request()),
      rate.onDidChange(() => this.state.request()),
      ...[away, modes].flatMap(source => source?.onDidChange(() => this.state.request()) ?? []),
      history.onDidChange(() => this.historyChanged.request()),
    );
  }

  /** The page's newest query, or the view that it gets. */
  get querySpec(): JobQuerySpec | undefined {
    const spec = this.queries.newest?.spec;
    const view = this.views.unconfirmed;
    return view ? { filter: view.filter, sort: view.sort ?? spec?.sort ?? newestFirst } : spec;
  }

  /** The query as the user typed it, including terms that cannot be parsed and are ignored. */
  get typedSpec(): JobQuerySpec | undefined {
    const { querySpec, invalidSearch } = this;
    return querySpec === undefined || invalidSearch === undefined
      ? querySpec
      : { ...querySpec, filter: { ...querySpec.filter, text: invalidSearch } };
  }

  /** As last reported by the page. */
  get position(): TablePosition | undefined {
    return this.tablePosition;
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
  show(view: ShownView): void {
    this.tablePosition = view.position;
    this.views.set(view);
    if (this.ready) {
      this.views.send();
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
    return new Promise(resolve => this.matching.find(exceptIds, resolve));
  }

  /**
   * Ids of the first `max` jobs that match the newest query, minus exceptions.
   * @throws as `matchingJobs`
   */
  async matchingIds(exceptIds: readonly string[], max: number): Promise<readonly string[]> {
    this.requireValidSearch();
    return new Promise(resolve => this.matching.findIds(exceptIds, max, resolve));
  }

  /**
   * Ids of the first `max` jobs in a group of the failures on screen; none if the page shows no groups.
   * @throws as `matchingJobs`
   */
  async failedIds(group: string, max: number): Promise<readonly string[]> {
    this.requireValidSearch();
    const spec = this.failures.jobsOf(group);
    return spec ? new Promise(resolve => this.matching.findIds([], max, resolve, spec)) : [];
  }

  /** VS Code discards a hidden page; pending messages wait until it is ready again. */
  hide(): void {
    this.ready = false;
    this.queries.pause();
    this.preferences.pause();
    this.details.close();
    this.failures.forget();
    this.media.close();
    this.comparison.close();
  }

  dispose(): void {
    this.disposed = true;
    this.state.dispose();
    this.changed.dispose();
    this.historyChanged.dispose();
    this.queries.dispose();
    this.subscriptions.dispose();
  }

  private readonly handlers: Handlers<ToHost> = {
    ready: () => {
      this.ready = true;
      this.invalidSearch = undefined;
      // A new page has not received the event yet.
      this.details.close();
      this.preferences.send();
      this.postState();
      this.views.send();
    },
    query: message => {
      this.views.confirm(message.view);
      this.queries.answer(message);
    },
    invalidSearch: ({ text }) => (this.invalidSearch = text),
    rows: message => this.queries.answerRows(message),
    ids: message => this.queries.answerIds(message),
    charts: message => this.queries.answerCharts(message),
    counts: message => this.queries.answerCounts(message),
    copy: message => {
      if (!this.isRefused(message.target)) {
        this.copying.copyJobs(message);
      }
    },
    copyLink: message => this.copying.copyLink(message),
    preferences: ({ preferences }) => this.preferences.save(preferences),
    position: ({ position }) => {
      this.tablePosition = position;
      this.options.onPositionChange?.();
    },
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
    act: ({ action, target }) => this.options.act(action, target),
    compare: message => this.comparison.answer(message),
    failures: message => this.failures.answer(message),
    failureCommand: ({ name, group }) => this.options.runOnFailures(name, group),
    comparisonClosed: () => this.comparison.close(),
    media: ({ mediaId }) => this.media.answer(mediaId),
    mediaClosed: () => this.media.close(),
    history: message => void this.actions.answer(message),
    export: ({ filter, sort }) => this.options.exportJobs({ filter, sort }),
    exportHistory: ({ filter }) => this.options.exportHistory(filter),
    command: message => this.runCommand(message),
  };

  private runCommand(message: Message<ToHost, 'command'>): void {
    const { store, runCommand, refuse } = this.options;
    const jobId = 'jobId' in message ? message.jobId : undefined;
    if (jobId === undefined || store.get(jobId)) {
      runCommand(message.name, jobId);
    } else {
      refuse(t('The job is no longer in the table.'));
    }
  }

  /** Tells the user if the search has an error, and so matches more jobs than the user meant. */
  private isRefused(target: Target): boolean {
    const refusal = target.kind === 'matching' ? this.searchRefusal() : undefined;
    if (refusal) {
      this.options.refuse(refusal.message);
    }
    return refusal !== undefined;
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

  private setJobInDetails(jobId: string | undefined): void {
    if (this.jobInDetails !== jobId) {
      this.jobInDetails = jobId;
      this.options.onQueryChange?.();
    }
  }

  private postState(): void {
    const { feed, rate, store, away, modes, post } = this.options;
    if (this.ready) {
      post(stateMessage(feed.state, rate.waitMs, store.size, away?.failures, modes?.mode));
    }
  }

  private postChanged(): void {
    if (this.ready) {
      this.options.post({ type: 'changed' });
      this.postState();
    }
  }

  private postHistoryChanged(): void {
    if (this.ready) {
      this.options.post({ type: 'historyChanged' });
    }
  }
}
