import { newestFirst, type ColumnId, type Sort } from '../../src/core/columns';
import type { JobFilter } from '../../src/core/jobFilter';
import {
  dispatch,
  type Handlers,
  type Message,
  type PageCommand,
  type ToHost,
  type ToPage,
} from '../../src/protocol';
import { plural } from '../format';
import { ChartsFlow } from './chartsFlow';
import { DetailsFlow } from './detailsFlow';
import { QueryFlow } from './queryFlow';
import type { Range } from './rowWindows';
import type { SavedState } from './savedState';
import { typedSearch, understood, type TypedSearch } from './searchText';

export type HostState = Message<ToPage, 'state'>;

export interface PageModelOptions {
  readonly saved: SavedState;
  readonly post: (message: ToHost) => void;
  readonly save: (state: SavedState) => void;
  readonly onChange: () => void;
  readonly now: () => number;
  /** Whether the page is large enough to show charts unasked. */
  readonly hasRoomForCharts: boolean;
}

/** All the page knows. Takes the host's messages and the user's wishes; the views only read it. */
export class PageModel {
  readonly query: QueryFlow;
  readonly details: DetailsFlow;
  readonly charts: ChartsFlow;
  private hostState: HostState | undefined;
  private spoken = '';
  private speakNext = false;
  private topRow: number;
  /** What is in the search box, where it is not just the search in force. */
  private typed: TypedSearch | undefined;

  constructor(private readonly options: PageModelOptions) {
    const { saved, post, now, hasRoomForCharts } = options;
    this.topRow = saved.topRow;
    this.query = new QueryFlow({
      filter: saved.filter,
      sort: saved.sort,
      post,
      now,
      onChange: ({ replaced }) => this.queryChanged(replaced),
    });
    this.details = new DetailsFlow({ post, onChange: () => this.changed() });
    this.charts = new ChartsFlow({
      open: saved.chartsOpen,
      hasRoom: hasRoomForCharts,
      post,
      onChange: () => this.changed(),
      utcOffsetMinutes: () => -new Date(now()).getTimezoneOffset(),
    });
  }

  /** Absent until the host has spoken. */
  get host(): HostState | undefined {
    return this.hostState;
  }

  /** What a screen reader is told, since it cannot see the table change. */
  get announcement(): string {
    return this.spoken;
  }

  /** Where a new table starts: where the last one was, perhaps before the page was dropped. */
  get firstTopRow(): number {
    return this.topRow;
  }

  start(): void {
    const { jobId, detailsOpen } = this.options.saved;
    this.options.post({ type: 'ready' });
    this.query.look({ start: this.topRow, end: this.topRow + 100 });
    this.query.ask();
    this.details.restore(jobId, detailsOpen);
  }

  receive(message: ToPage): void {
    dispatch(this.handlers, message);
  }

  get search(): TypedSearch {
    return this.typed ?? { text: this.query.filter.text };
  }

  /** Filters as it is typed, by all of it that can be understood. */
  setSearch(text: string): void {
    const { filter } = this.query;
    const wanted = understood(text);
    this.typed = typedSearch(text);
    if (wanted === filter.text) {
      this.options.onChange();
    } else {
      this.setFilter({ ...filter, text: wanted });
    }
  }

  /** Another filter in the place of all that was chosen and typed. */
  replaceFilter(filter: JobFilter): void {
    this.typed = undefined;
    this.setFilter(filter);
  }

  setFilter(filter: JobFilter): void {
    this.speakNext = true;
    this.topRow = 0;
    this.query.want({ filter });
    this.changed();
  }

  showTaskType(taskType: string): void {
    this.setFilter({ ...this.query.filter, taskTypes: [taskType] });
  }

  /** From, up to and not including; milliseconds since the epoch. */
  showPeriod(_from: number, _to: number, status?: string): void {
    const { filter } = this.query;
    this.setFilter({ ...filter, statuses: status === undefined ? filter.statuses : [status] });
  }

  /** A second press on the same column turns the order round; times start with the newest. */
  sortBy(column: ColumnId): void {
    const { sort } = this.query;
    this.topRow = 0;
    this.query.want({ sort: sort.column === column ? turned(sort) : firstSort(column) });
    this.changed();
  }

  look(visible: Range): void {
    this.query.look(visible);
    if (this.topRow !== visible.start) {
      this.topRow = visible.start;
      this.save();
    }
  }

  run(name: PageCommand, jobId?: string): void {
    this.options.post(jobId === undefined ? { type: 'command', name } : command(name, jobId));
  }

  private readonly handlers: Handlers<ToPage> = {
    state: state => {
      this.hostState = state;
      this.options.onChange();
    },
    result: result => this.query.receiveResult(result),
    rows: rows => this.query.receiveRows(rows),
    charts: answer => this.charts.receive(answer),
    details: answer => this.details.receive(answer),
    changed: () => {
      this.query.ask();
      this.details.ask();
    },
    showFilter: ({ filter }) => this.replaceFilter(filter),
  };

  private queryChanged(replaced: boolean): void {
    if (replaced && this.speakNext) {
      this.speakNext = false;
      this.spoken = plural(this.query.shown?.result.matching ?? 0, 'job');
    }
    this.options.onChange();
    if (replaced && this.query.shown) {
      this.charts.follow(this.query.shown.id);
    }
  }

  private changed(): void {
    this.save();
    this.options.onChange();
  }

  private save(): void {
    const { filter, sort } = this.query;
    this.options.save({
      filter,
      sort,
      jobId: this.details.jobId,
      detailsOpen: this.details.isOpen,
      chartsOpen: this.charts.choice,
      topRow: this.topRow,
    });
  }
}

function command(name: PageCommand, jobId: string): ToHost {
  return { type: 'command', name, jobId };
}

function turned({ column, direction }: Sort): Sort {
  return { column, direction: direction === 'ascending' ? 'descending' : 'ascending' };
}

function firstSort(column: ColumnId): Sort {
  return column === newestFirst.column ? newestFirst : { column, direction: 'ascending' };
}
