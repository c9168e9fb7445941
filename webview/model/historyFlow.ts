import type { ActionFilter, ActionOutcome } from '../../src/core/actions/actionLog';
import type { JobAction } from '../../src/core/actions/jobActions';
import {
  maxEntriesPerMessage,
  type HistoryEntry,
  type Message,
  type ToHost,
  type ToPage,
} from '../../src/protocol';

/** What of the history the user wants to see. */
export interface HistoryChoice {
  readonly action?: JobAction | undefined;
  readonly outcome?: ActionOutcome | undefined;
  readonly text: string;
  /** Not older than this, in milliseconds. */
  readonly lastMs?: number | undefined;
}

export const wholeHistory: HistoryChoice = { text: '' };

export const isChoosing = ({ action, outcome, text, lastMs }: HistoryChoice): boolean =>
  action !== undefined || outcome !== undefined || text !== '' || lastMs !== undefined;

/** The newest entries that pass. */
export interface HistoryShown {
  readonly choice: HistoryChoice;
  readonly entries: readonly HistoryEntry[];
  /** Entries that pass, and entries altogether. */
  readonly total: number;
  readonly all: number;
}

export interface HistoryFlowOptions {
  readonly isOpen: boolean;
  readonly choice: HistoryChoice;
  readonly post: (message: ToHost) => void;
  readonly now: () => number;
  readonly onChange: () => void;
  /** To a screen reader, when the user has asked for other entries. */
  readonly onFound: (total: number) => void;
}

/** Entries in the page that come by themselves, while nobody asks for more. */
const maxAutoLoaded = 1000;

interface Asking {
  readonly filter: ActionFilter;
  entries: readonly HistoryEntry[];
  /** Where the next piece begins. */
  next: number;
}

/** The action history on screen: asked for piece by piece, and anew when it has changed. */
export class HistoryFlow {
  private opened: boolean;
  private requested: HistoryChoice;
  private last: HistoryShown | undefined;
  /** How many entries are wanted on screen. */
  private wanted = maxEntriesPerMessage;
  private asking: Asking | undefined;
  private id = 0;
  private again = false;
  private speakNext = false;

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

  /** What is chosen, as the host takes it. */
  get filter(): ActionFilter {
    const { action, outcome, text, lastMs } = this.requested;
    return {
      actions: action === undefined ? [] : [action],
      outcomes: outcome === undefined ? [] : [outcome],
      text,
      since: lastMs === undefined ? undefined : this.options.now() - lastMs,
    };
  }

  /** Absent until the host has answered; of an earlier choice until it has answered the newest. */
  get shown(): HistoryShown | undefined {
    return this.last;
  }

  start(): void {
    if (this.opened) {
      this.ask([]);
    }
  }

  open(choice = this.requested): void {
    this.opened = true;
    this.want(choice);
  }

  close(): void {
    if (this.opened) {
      this.opened = false;
      this.asking = undefined;
      this.options.onChange();
    }
  }

  choose(choice: HistoryChoice): void {
    this.speakNext = true;
    this.want(choice);
  }

  showMore(): void {
    this.wanted = (this.last?.entries.length ?? 0) + maxEntriesPerMessage;
    if (!this.asking) {
      this.ask(this.last?.entries ?? []);
    }
  }

  /** The history has changed, or which of its jobs are there. */
  refresh(): void {
    if (this.asking) {
      this.again = true;
    } else if (this.opened) {
      this.ask([]);
    }
  }

  receive({ id, start, entries, total, all }: Message<ToPage, 'history'>): void {
    const { asking } = this;
    if (!asking || id !== this.id) {
      return;
    }
    this.growBy(total - (this.last?.total ?? total));
    // Entries that came between two pieces have moved the others down: none may be there twice.
    const known = new Set(asking.entries.map(entry => entry.id));
    asking.entries = [...asking.entries, ...entries.filter(entry => !known.has(entry.id))];
    asking.next = start + entries.length;
    if (entries.length > 0 && asking.next < Math.min(total, this.wanted)) {
      this.askPiece(asking);
      return;
    }
    this.asking = undefined;
    this.last = { choice: this.requested, entries: asking.entries, total, all };
    if (this.speakNext) {
      this.speakNext = false;
      this.options.onFound(total);
    }
    this.options.onChange();
    if (this.again) {
      this.ask([]);
    }
  }

  private want(choice: HistoryChoice): void {
    this.requested = choice;
    this.wanted = maxEntriesPerMessage;
    this.ask([]);
    this.options.onChange();
  }

  /** What is read stays on screen while newer entries come above it. */
  private growBy(newer: number): void {
    if (newer > 0 && this.last?.choice === this.requested && this.asking?.entries.length === 0) {
      this.wanted = Math.max(this.wanted, Math.min(maxAutoLoaded, this.wanted + newer));
    }
  }

  /** With these known already. */
  private ask(known: readonly HistoryEntry[]): void {
    this.again = false;
    this.asking = { filter: this.filter, entries: known, next: known.length };
    this.id++;
    this.askPiece(this.asking);
  }

  private askPiece({ filter, next }: Asking): void {
    const end = Math.max(next, Math.min(this.wanted, next + maxEntriesPerMessage));
    this.options.post({ type: 'history', id: this.id, filter, start: next, end });
  }
}
