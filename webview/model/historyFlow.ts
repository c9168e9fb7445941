import type { ActionFilter, ActionOutcome } from '../../src/core/actions/actionLog';
import type { JobAction } from '../../src/core/actions/jobActions';
import { maxEntriesPerMessage, type HistoryEntry } from '../../src/protocol/history';
import type { ToHost } from '../../src/protocol/toHost';
import type { ToPage } from '../../src/protocol/toPage';
import type { Message } from '../../src/protocol/messages';

/** The user's filter for the history. */
export interface HistoryChoice {
  readonly action?: JobAction | undefined;
  readonly outcome?: ActionOutcome | undefined;
  readonly text: string;
  /** The maximum age, in milliseconds. */
  readonly lastMs?: number | undefined;
}

export const wholeHistory: HistoryChoice = { text: '' };

export const isChoosing = ({ action, outcome, text, lastMs }: HistoryChoice): boolean =>
  action !== undefined || outcome !== undefined || text !== '' || lastMs !== undefined;

/** The newest matching entries. */
export interface HistoryShown {
  readonly choice: HistoryChoice;
  readonly entries: readonly HistoryEntry[];
  /** `total` counts the matching entries, `all` every entry. */
  readonly total: number;
  readonly all: number;
}

export interface HistoryFlowOptions {
  readonly isOpen: boolean;
  readonly choice: HistoryChoice;
  readonly post: (message: ToHost) => void;
  readonly now: () => number;
  readonly onChange: () => void;
  /** Announced by the screen reader after the user changed the filter. */
  readonly onFound: (total: number) => void;
}

/** The maximum number of entries loaded automatically, without "Show More". */
const maxAutoLoaded = 1000;

interface PendingRequest {
  readonly filter: ActionFilter;
  entries: readonly HistoryEntry[];
  /** The index of the next page. */
  next: number;
}

/** The action history on screen: requested page by page, and again after a change. */
export class HistoryFlow {
  private opened: boolean;
  private requested: HistoryChoice;
  private last: HistoryShown | undefined;
  /** The number of entries to show. */
  private targetCount = maxEntriesPerMessage;
  private pending: PendingRequest | undefined;
  private id = 0;
  private isStale = false;
  private announceNext = false;

  constructor(private readonly options: HistoryFlowOptions) {
    this.opened = options.isOpen;
    this.requested = options.choice;
  }

  get isOpen(): boolean {
    return this.opened;
  }

  get choice(): HistoryChoice {
    return this.requested;
  }

  /** The filter in the host's format. */
  get filter(): ActionFilter {
    const { action, outcome, text, lastMs } = this.requested;
    return {
      actions: action === undefined ? [] : [action],
      outcomes: outcome === undefined ? [] : [outcome],
      text,
      since: lastMs === undefined ? undefined : this.options.now() - lastMs,
    };
  }

  /** Undefined before the first response; the previous result until the newest response arrives. */
  get shown(): HistoryShown | undefined {
    return this.last;
  }

  start(): void {
    if (this.opened) {
      this.load([]);
    }
  }

  open(choice = this.requested): void {
    this.opened = true;
    this.applyChoice(choice);
  }

  close(): void {
    if (this.opened) {
      this.opened = false;
      this.pending = undefined;
      this.options.onChange();
    }
  }

  choose(choice: HistoryChoice): void {
    this.announceNext = true;
    this.applyChoice(choice);
  }

  showMore(): void {
    this.targetCount = (this.last?.entries.length ?? 0) + maxEntriesPerMessage;
    if (!this.pending) {
      this.load(this.last?.entries ?? []);
    }
  }

  /** Call when the history, or which of its jobs exist, has changed. */
  refresh(): void {
    if (this.pending) {
      this.isStale = true;
    } else if (this.opened) {
      this.load([]);
    }
  }

  receive({ id, start, entries, total, all }: Message<ToPage, 'history'>): void {
    const { pending } = this;
    if (!pending || id !== this.id) {
      return;
    }
    this.extendBy(total - (this.last?.total ?? total));
    // Entries added between two pages shift the others: skip duplicates.
    const known = new Set(pending.entries.map(entry => entry.id));
    pending.entries = [...pending.entries, ...entries.filter(entry => !known.has(entry.id))];
    pending.next = start + entries.length;
    if (entries.length > 0 && pending.next < Math.min(total, this.targetCount)) {
      this.requestPage(pending);
      return;
    }
    this.pending = undefined;
    this.last = { choice: this.requested, entries: pending.entries, total, all };
    if (this.announceNext) {
      this.announceNext = false;
      this.options.onFound(total);
    }
    this.options.onChange();
    if (this.isStale) {
      this.load([]);
    }
  }

  private applyChoice(choice: HistoryChoice): void {
    this.requested = choice;
    this.targetCount = maxEntriesPerMessage;
    this.load([]);
    this.options.onChange();
  }

  /** Keeps visible entries on screen when newer ones are added above. */
  private extendBy(newer: number): void {
    if (newer > 0 && this.last?.choice === this.requested && this.pending?.entries.length === 0) {
      this.targetCount = Math.max(
        this.targetCount,
        Math.min(maxAutoLoaded, this.targetCount + newer),
      );
    }
  }

  /** Starts a request; `known` entries are not requested again. */
  private load(known: readonly HistoryEntry[]): void {
    this.isStale = false;
    this.pending = { filter: this.filter, entries: known, next: known.length };
    this.id++;
    this.requestPage(this.pending);
  }

  private requestPage({ filter, next }: PendingRequest): void {
    const end = Math.max(next, Math.min(this.targetCount, next + maxEntriesPerMessage));
    this.options.post({ type: 'history', id: this.id, filter, start: next, end });
  }
}
