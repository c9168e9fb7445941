import { newestFirst } from '../../core/filter/columns';
import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable } from '../../core/base/emitter';
import type { Job } from '../../core/job/job';
import type { JobStore } from '../../core/store/jobStore';
import type { JobQuerySpec } from '../../core/filter/jobFilter';
import { escapeLogText } from '../../core/text/escapeLogText';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { TablePosition, Target } from '../../protocol/schemas';
import type { ToHost } from '../../protocol/toHost';
import { checkToHost, dispatch, type Handlers } from '../../protocol/messages';
import { HistoryMessages } from './historyMessages';
import type { ActionHistory } from '../actions/actionHistory';
import type { RetryLinks } from '../actions/retryLinks';
import { CopyMessages, type CopyMessagesOptions } from './copyMessages';
import { DetailsMessages } from './detailsMessages';
import type { ReadPreview } from './logPreviews';
import type { ReadQueueReasons } from './queueReasons';
import {
  commandMessages,
  type CommandMessage,
  type CommandMessagesOptions,
} from './commandMessages';
import { ComparisonMessages } from './comparisonMessages';
import { FailureMessages } from './failureMessages';
import { MediaMessages } from './mediaMessages';
import { MatchingJobsFinder, type MatchingJobs } from './matchingJobs';
import { QueryMessages, type QueryMessagesOptions } from './queryMessages';
import type { DashboardPreferences } from './dashboardPreferences';
import { PageUpdates, type PageUpdatesOptions } from './pageUpdates';
import { PreferencesMessages } from './preferencesMessages';
import type { ShownView } from './shownView';
import { TypedQuery } from './typedQuery';
import { ViewMessages } from './viewMessages';

export interface DashboardSessionOptions
  extends QueryMessagesOptions, CopyMessagesOptions, CommandMessagesOptions, PageUpdatesOptions {
  readonly store: JobStore;
  readonly feed: Pick<JobFeed, 'state' | 'onDidChangeState' | 'getItem'>;
  readonly clock: QueryMessagesOptions['clock'];
  readonly laterJob?: (jobId: string) => Job | undefined;
  readonly links?: Pick<RetryLinks, 'retriedAs' | 'retryOf'>;
  readonly history: Pick<ActionHistory, 'entries' | 'onDidChange' | 'ready'>;
  readonly readLog: ReadPreview;
  readonly readQueue?: ReadQueueReasons;
  readonly warn: (message: string) => void;
  readonly preferences: DashboardPreferences;
  /** The user scrolled the table or selected other rows. */
  readonly onPositionChange?: () => void;
}

/** The host side of one dashboard page: answers its requests from the store. */
export class DashboardSession implements Disposable {
  private readonly updates: PageUpdates;
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
  private readonly handlers: Handlers<ToHost>;
  private readonly subscriptions: DisposableStore;
  private disposed = false;
  private tablePosition: TablePosition | undefined;
  private jobInDetails: string | undefined;
  private readonly typed = new TypedQuery(() => this.querySpec);

  constructor(private readonly options: DashboardSessionOptions) {
    const { store, queries } = options;
    this.updates = new PageUpdates(options);
    this.queries = new QueryMessages(options, () => this.updates.requestQuery());
    this.matching = new MatchingJobsFinder({ ...options, query: () => this.queries.newest });
    this.copying = new CopyMessages(options, this.matching);
    this.actions = new HistoryMessages(options);
    this.details = new DetailsMessages({ ...options, actions: this.actions });
    this.media = new MediaMessages(options);
    this.comparison = new ComparisonMessages(options);
    this.preferences = new PreferencesMessages(options);
    this.views = new ViewMessages(options.post);
    this.failures = new FailureMessages(options);
    this.handlers = { ...this.answers, ...commandMessages(options) };
    this.subscriptions = new DisposableStore(
      this.updates,
      this.queries,
      this.details,
      this.media,
      this.comparison,
      this.preferences,
      this.failures,
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
        this.updates.requestQuery();
      }),
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
    return this.typed.spec;
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
    if (this.updates.isReady) {
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
    this.updates.pause();
    this.queries.pause();
    this.preferences.pause();
    this.details.close();
    this.failures.forget();
    this.media.close();
    this.comparison.close();
  }

  dispose(): void {
    this.disposed = true;
    this.subscriptions.dispose();
  }

  /** To all messages but commands. */
  private readonly answers: Omit<Handlers<ToHost>, CommandMessage> = {
    ready: () => {
      this.typed.invalidSearch = undefined;
      // A new page has not received the event yet.
      this.details.close();
      this.preferences.send();
      this.updates.resume();
      this.views.send();
    },
    query: message => {
      this.views.confirm(message.view);
      this.queries.answer(message);
    },
    invalidSearch: ({ text }) => (this.typed.invalidSearch = text),
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
    compare: message => this.comparison.answer(message),
    failures: message => this.failures.answer(message),
    comparisonClosed: () => this.comparison.close(),
    media: ({ mediaId }) => this.media.answer(mediaId),
    mediaClosed: () => this.media.close(),
    history: message => void this.actions.answer(message),
  };

  /** Tells the user if the search has an error, and so matches more jobs than the user meant. */
  private isRefused(target: Target): boolean {
    const refusal = target.kind === 'matching' ? this.typed.refusal : undefined;
    if (refusal) {
      this.options.refuse(refusal.message);
    }
    return refusal !== undefined;
  }

  private requireValidSearch(): void {
    const { refusal } = this.typed;
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
}
