import { t } from '@vscode/l10n';
import type { ActionMode } from '../../src/core/actions/actionLog';
import type { ColumnId, Sort } from '../../src/core/filter/columns';
import type { JobFilter } from '../../src/core/filter/jobFilter';
import { sampleDataTexts } from '../../src/core/text/sampleDataTexts';
import type { TimeRange } from '../../src/core/filter/timeRange';
import type { KnownValues, ValueLabels } from '../../src/core/filter/searchSuggestions';
import type { Preferences, TablePosition } from '../../src/protocol/schemas';
import type { ToHost } from '../../src/protocol/toHost';
import type { ToPage } from '../../src/protocol/toPage';
import { dispatch } from '../../src/protocol/messages';
import { Announcements } from './announcements';
import { ChartsFlow } from './chartsFlow';
import { clockZone } from './clockZone';
import { DetailsFlow } from './detailsFlow';
import { EmptyFlow } from './emptyFlow';
import { toggleValue } from './filterChoice';
import { FailuresFlow, withoutGroup } from './failuresFlow';
import { heldRow } from './heldRow';
import { HistoryFlow, wholeHistory } from './historyFlow';
import { hostMessages, type HostState } from './hostMessages';
import { labelsOf, valuesOf } from './knownValues';
import { ComparisonFlow } from './comparisonFlow';
import { MediaFlow } from './mediaFlow';
import type { PageFlows } from './pageFlows';
import { PageRequests } from './pageRequests';
import { QueryFlow } from './queryFlow';
import type { Range } from './rowWindows';
import type { SavedState } from './savedState';
import { SearchInput } from './searchInput';
import type { Selection } from './selection';
import { SelectionFlow } from './selectionFlow';
import { sortedBy } from './sorting';
import { stateOfPage } from './stateOfPage';
import { TableLayout } from './tableLayout';
import { validPart, withTerm, type TypedSearch } from './searchText';

export type { HostState };

export interface PageModelOptions {
  readonly saved: SavedState;
  readonly post: (message: ToHost) => void;
  readonly save: (state: SavedState) => void;
  readonly onChange: () => void;
  readonly now: () => number;
  /** Calls back once what is in the page now is painted. */
  readonly afterPaint: (run: () => void) => void;
  /** Calls back when a user who types has paused. */
  readonly afterPause: (run: () => void) => void;
  /** Whether the page is large enough to show charts by default. */
  readonly hasRoomForCharts: boolean;
}

/** The state of the page. Handles the host's messages and the user's input; views only read it. */
export class PageModel implements PageFlows {
  readonly query: QueryFlow;
  readonly details: DetailsFlow;
  readonly selectionFlow: SelectionFlow;
  readonly history: HistoryFlow;
  readonly media: MediaFlow;
  readonly failures: FailuresFlow;
  readonly comparison: ComparisonFlow;
  readonly requests: PageRequests;
  readonly layout: TableLayout;
  readonly charts: ChartsFlow;
  readonly empty: EmptyFlow;
  private hostState: HostState | undefined;
  private readonly announcements = new Announcements();
  private topRow: number;
  private readonly searchInput: SearchInput;
  private readonly messages = hostMessages(this);

  constructor(private readonly options: PageModelOptions) {
    const { saved, post, now, afterPaint, hasRoomForCharts } = options;
    this.topRow = saved.topRow;
    this.searchInput = new SearchInput(post);
    this.query = new QueryFlow({
      filter: saved.filter,
      sort: saved.sort,
      post,
      now,
      onChange: ({ replaced }) => this.queryChanged(replaced),
      held: () => heldRow(this.details, this.selectedCount),
    });
    this.details = new DetailsFlow({ post, onChange: () => this.changed() });
    this.selectionFlow = new SelectionFlow({
      post,
      shown: () => this.query.shown,
      onChange: () => this.changed(),
      announce: text => this.announcements.say(text),
    });
    this.history = new HistoryFlow({
      isOpen: saved.history?.isOpen ?? false,
      choice: saved.history?.choice ?? wholeHistory,
      post,
      now,
      onChange: () => this.changed(),
      onFound: total => this.announcements.actions(total),
    });
    this.comparison = new ComparisonFlow({
      ...{ saved, post, now },
      onChange: () => this.changed(),
      zone: () => clockZone(this.preferences.timeZone),
    });
    this.media = new MediaFlow({ saved, post, onChange: () => this.changed() });
    this.failures = new FailuresFlow({
      saved: saved.failures,
      post,
      onChange: () => this.changed(),
    });
    this.selection.restore(saved);
    this.charts = new ChartsFlow({
      open: saved.chartsOpen,
      hasRoom: hasRoomForCharts,
      post,
      onChange: () => this.changed(),
      zone: () => clockZone(this.preferences.timeZone),
      afterPaint,
    });
    this.empty = new EmptyFlow({ post, onChange: options.onChange });
    this.layout = new TableLayout({
      post,
      onChange: options.onChange,
      onPreferences: () => this.charts.followClock(),
    });
    this.requests = new PageRequests({
      post,
      query: () => this.query,
      invalidSearch: () => this.searchInput.invalidText,
      selected: () => this.selection.target,
      columns: () => this.preferences.columns.map(({ id }) => id),
      historyFilter: () => this.history.filter,
    });
  }

  /** Undefined before the first message. */
  get host(): HostState | undefined {
    return this.hostState;
  }

  /** What the page shows below its top line. */
  get part(): 'jobs' | 'failures' | 'media' | 'history' {
    const { history, media, failures } = this;
    return history.isOpen
      ? 'history'
      : media.isOpen
        ? 'media'
        : failures.isOpen
          ? 'failures'
          : 'jobs';
  }

  /** What the action history and the story of a media item lead back to. */
  get backTitle(): string {
    return this.failures.isOpen ? t('Back to Failures') : t('Back to Jobs');
  }

  get showsTable(): boolean {
    return this.part === 'jobs';
  }

  /** Whether the jobs are sample data. */
  get isSample(): boolean {
    return this.hostState?.connection.isSample === true;
  }

  get actionMode(): ActionMode {
    return this.hostState?.actsLive === true ? 'live' : 'simulated';
  }

  /** Text for screen readers, which cannot see the table change. */
  get announcement(): string {
    return this.announcements.text;
  }

  /** The first visible row of the previous table, also from before the page was discarded. */
  get firstTopRow(): number {
    return this.topRow;
  }

  get preferences(): Preferences {
    return this.layout.preferences;
  }

  start(): void {
    const { jobId, detailsOpen } = this.options.saved;
    this.options.post({ type: 'ready' });
    this.query.setVisible({ start: this.topRow, end: this.topRow + 100 });
    this.query.send();
    this.details.restore(jobId, detailsOpen);
    this.history.start();
    this.media.request();
  }

  receive(message: ToPage): void {
    dispatch(this.messages, message);
  }

  receiveState(state: HostState): void {
    const wasReady = this.hostState?.load.phase === 'ready';
    const wasSample = this.isSample;
    this.hostState = state;
    if (this.isSample && !wasSample) {
      this.announcements.say(sampleDataTexts.note);
    }
    if (!wasReady && state.load.phase === 'ready') {
      // Entries of the history may now link to jobs.
      this.history.refresh();
    }
    this.options.onChange();
  }

  get search(): TypedSearch {
    return this.searchInput.over(this.query.filter.text);
  }

  /** Applies the valid part of the search while typing. */
  setSearch(text: string): void {
    const { filter } = this.query;
    const validText = validPart(text);
    this.searchInput.set(text);
    if (validText === filter.text) {
      this.options.onChange();
    } else {
      this.setFilter({ ...filter, text: validText });
    }
  }

  /** Adds a term to the search, once. */
  addSearch(term: string): void {
    this.setSearch(withTerm(this.search.text, term));
  }

  /** Closes what is shown in the place of the table or the failures. */
  back(): void {
    this.history.close();
    this.media.close();
  }

  showJobs(): void {
    this.back();
    this.failures.close();
  }

  /** Shows the failures by cause: of all causes, whichever the table was filtered by. */
  showFailures(): void {
    this.back();
    const all = withoutGroup(this.search.text);
    if (all !== this.search.text) {
      this.setSearch(all);
    }
    this.failures.open();
  }

  /** Shows the failed jobs of one group in the table. */
  showFailureJobs(group: string): void {
    const { filter } = this.query;
    const text = withTerm(filter.text, `group:${group}`);
    const statuses = filter.statuses.filter(status => status === 'FAILED');
    this.replaceFilter({ ...filter, statuses, text });
    this.failures.close();
  }

  /** Replaces the whole filter and search. */
  replaceFilter(filter: JobFilter, sort?: Sort): void {
    this.searchInput.clear();
    this.setFilter(filter, sort);
  }

  /** What completions call the values that are not words themselves. */
  get valueLabels(): ValueLabels {
    const facets = this.query.shown?.result.facets;
    return new Map([...(facets ? labelsOf(facets) : []), ...this.failures.groupLabels]);
  }

  /** The values offered by the filters, by search qualifier, for completions. */
  get knownValues(): KnownValues {
    const facets = this.query.shown?.result.facets;
    return { ...(facets && valuesOf(facets)), group: [...this.failures.groupLabels.keys()] };
  }

  setFilter(filter: JobFilter, sort = this.query.sort): void {
    this.announcements.awaitJobs();
    // Hidden rows must not stay selected.
    this.selection.clear();
    this.topRow = 0;
    this.query.request({ filter, sort });
    this.changed();
  }

  showTaskType(taskType: string): void {
    this.setFilter({ ...this.query.filter, taskTypes: [taskType] });
  }

  /** `status`: shows only that one. */
  showPeriod(time: TimeRange | undefined, status?: string): void {
    const { filter } = this.query;
    const statuses = status === undefined ? filter.statuses : [status];
    this.setFilter({ ...filter, statuses, time });
  }

  toggleStatus(status: string): void {
    this.setFilter(toggleValue(this.query.filter, 'statuses', status));
  }

  /** `add` sorts by the column within equal values of the first one. */
  sortBy(column: ColumnId, add = false): void {
    this.topRow = 0;
    this.query.request({ sort: sortedBy(this.query.sort, column, add) });
    this.changed();
  }

  /** The number of selected rows. */
  get selectedCount(): number {
    return this.selectionFlow.count;
  }

  get selection(): Selection {
    return this.selectionFlow.selection;
  }

  setVisible(visible: Range): void {
    this.query.setVisible(visible);
    if (this.topRow !== visible.start) {
      this.topRow = visible.start;
      this.save();
    }
  }

  /** After a page that stopped responding. */
  restorePosition({ topRow, selection }: TablePosition): void {
    this.topRow = topRow;
    this.query.setVisible({ start: topRow, end: topRow + 100 });
    this.selection.restore({ selection });
    this.changed();
  }

  private queryChanged(replaced: boolean): void {
    if (replaced && this.query.shown) {
      this.announcements.jobs(this.query.shown.result.matching);
      this.selectionFlow.follow(this.query.shown);
    }
    this.options.onChange();
    if (replaced && this.query.shown) {
      const { id, result } = this.query.shown;
      this.options.afterPause(() => this.query.requestBelow(id));
      this.charts.follow(id);
      this.comparison.follow(this.query.shown?.filter);
      this.failures.follow(this.query.shown.filter);
      this.empty.follow(id, result.matching, this.query.filter);
    }
  }

  private changed(): void {
    this.save();
    this.options.onChange();
  }

  private save(): void {
    this.options.save(stateOfPage(this, this.topRow));
  }
}
