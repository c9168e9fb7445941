import type { LogPage } from './logEvent';
import { linesOf, renderEvents, type LogView } from './renderLog';

/** The limits of what one document holds in memory. */
export interface WindowLimits {
  readonly events: number;
  readonly characters: number;
}

const defaultLimits: WindowLimits = { events: 50_000, characters: 8_000_000 };

interface HeldPage {
  readonly page: LogPage;
  readonly characters: number;
  /** Rendered for `view`. */
  text?: { readonly view: LogView; readonly value: string };
}

/**
 * A contiguous part of a log stream. It grows at both ends and stays within its limits by dropping whole pages at
 * the other end, whose tokens lead back to them.
 */
export class LogWindow {
  private readonly pages: HeldPage[] = [];
  private eventCount = 0;
  private characterCount = 0;
  private earlierToken: string | undefined;
  private laterToken: string | undefined;
  private atStart = false;
  private atEnd = true;
  /** Pages before those rendered so far, and rendered lines dropped there, since the last `drainShift`. */
  private readonly added = new Set<HeldPage>();
  private droppedLines = 0;

  constructor(private readonly limits: WindowLimits = defaultLimits) {}

  /** Leads to the entries before; absent at the start of the stream. */
  get backwardToken(): string | undefined {
    return this.atStart ? undefined : this.earlierToken;
  }

  /** Leads to the entries after. */
  get forwardToken(): string | undefined {
    return this.laterToken;
  }

  /** Whether the newest entries are still held; they are dropped for much earlier ones. */
  get isAtEnd(): boolean {
    return this.atEnd;
  }

  get eventsHeld(): number {
    return this.eventCount;
  }

  get firstTime(): number | undefined {
    return this.pages[0]?.page.events[0]?.time;
  }

  /** Adds the page that the backward token led to. */
  addEarlier(page: LogPage): void {
    this.atStart = page.backwardToken === this.earlierToken;
    this.earlierToken = page.backwardToken;
    this.laterToken ??= page.forwardToken;
    this.hold(page, 'start');
    while (this.isOver && this.pages.length > 1) {
      this.release(this.pages.pop());
      this.atEnd = false;
      this.laterToken = this.pages.at(-1)?.page.forwardToken;
    }
  }

  /** Adds the page that the forward token led to. */
  addLater(page: LogPage): void {
    this.laterToken = page.forwardToken;
    this.earlierToken ??= page.backwardToken;
    this.hold(page, 'end');
    while (this.isOver && this.pages.length > 1) {
      const first = this.pages.shift();
      this.droppedLines += lineCount(first?.text?.value ?? '');
      this.release(first);
      this.atStart = false;
      this.earlierToken = this.pages[0]?.page.backwardToken;
    }
  }

  /** All lines. */
  text(view: LogView): string {
    return this.pages.map(held => textOf(held, view)).join('');
  }

  /** By how many lines those rendered have moved down since the last call; negative: up. */
  drainShift(view: LogView): number {
    const added = [...this.added].reduce((sum, held) => sum + lineCount(textOf(held, view)), 0);
    const shift = added - this.droppedLines;
    this.added.clear();
    this.droppedLines = 0;
    return shift;
  }

  /** The zero-based line at which the entries of a time begin, or the next ones. */
  lineOf(time: number, view: LogView): number {
    let line = 0;
    for (const { page } of this.pages) {
      for (const event of page.events) {
        if (event.time >= time) {
          return line;
        }
        line += linesOf(event, view).length;
      }
    }
    return line;
  }

  private get isOver(): boolean {
    return this.eventCount > this.limits.events || this.characterCount > this.limits.characters;
  }

  private hold(page: LogPage, where: 'start' | 'end'): void {
    if (page.events.length === 0) {
      return;
    }
    const characters = page.events.reduce((sum, { text }) => sum + text.length, 0);
    const held: HeldPage = { page, characters };
    if (where === 'start') {
      const [next] = this.pages;
      if (next && (next.text !== undefined || this.added.has(next))) {
        this.added.add(held);
      }
      this.pages.unshift(held);
    } else {
      this.pages.push(held);
    }
    this.eventCount += page.events.length;
    this.characterCount += characters;
  }

  private release(held: HeldPage | undefined): void {
    if (held) {
      this.added.delete(held);
      this.eventCount -= held.page.events.length;
      this.characterCount -= held.characters;
    }
  }
}

/** A page is rendered once for each view. */
function textOf(held: HeldPage, view: LogView): string {
  if (held.text?.view !== view) {
    held.text = { view, value: renderEvents(held.page.events, view) };
  }
  return held.text.value;
}

const lineCount = (text: string): number => text.split('\n').length - 1;
