import type { Range } from '../../model/rowWindows';
import { headerHeight, rowHeight } from './gridTemplates';

/** Rows rendered above and below the visible ones, so that scrolling shows no gaps. */
const overscan = 8;

/** Events by which the user scrolls. */
const inputs = ['wheel', 'pointerdown', 'keydown'];

export interface RowScrollerOptions {
  readonly scroller: HTMLElement;
  readonly count: () => number;
  /** The row with the focus; always rendered, wherever the user scrolls. */
  readonly pinnedRow: () => number;
  readonly onScroll: () => void;
}

/**
 * Virtual scrolling: determines which rows to render, and scrolls to a row. All rows are equally high, so this
 * needs no library.
 */
export class RowScroller {
  /** Read when they change: reading them later would lay out the page. */
  private top: number;
  private height: number;
  private readonly size: ResizeObserver;
  /** The row to return to, until enough rows are loaded or the user scrolls. */
  private wanted: number | undefined;

  constructor(private readonly options: RowScrollerOptions) {
    const { scroller, onScroll } = options;
    this.top = scroller.scrollTop;
    this.height = scroller.clientHeight;
    scroller.addEventListener('scroll', this.onScroll, { passive: true });
    for (const type of inputs) {
      scroller.addEventListener(type, this.onInput, { passive: true });
    }
    this.size = new ResizeObserver(() => {
      if (this.height !== scroller.clientHeight) {
        this.height = scroller.clientHeight;
        onScroll();
      }
    });
    this.size.observe(scroller);
  }

  /** The rows to render: index and distance from the top in pixels. */
  get rows(): readonly { readonly index: number; readonly start: number }[] {
    return this.rowsToPaint().map(index => ({ index, start: headerHeight + index * rowHeight }));
  }

  /** The visible rows; the first is the one just below the sticky header. */
  get visible(): Range | undefined {
    const count = this.options.count();
    const start = Math.floor(this.top / rowHeight);
    const end = Math.ceil((this.top + this.height - headerHeight) / rowHeight);
    return count > 0 ? { start, end: Math.max(start + 1, Math.min(count, end)) } : undefined;
  }

  /** The number of rows that Page Up and Page Down move by. */
  get pageRows(): number {
    return Math.max(1, Math.floor((this.height - headerHeight) / rowHeight) - 1);
  }

  /** Scrolls as little as needed to show the whole row below the header. */
  reveal(row: number): void {
    const lowest = row * rowHeight;
    const highest = lowest + headerHeight + rowHeight - this.height;
    this.to(Math.min(lowest, Math.max(highest, this.top)));
  }

  toRow(row: number): void {
    this.wanted = undefined;
    this.to(row * rowHeight);
  }

  /** Returns to a row, which the first load may not have read yet. */
  restore(row: number): void {
    this.wanted = row;
    this.follow(0);
  }

  /** After rows were added: keeps the rows in place, or gets closer to the row to return to. */
  follow(shift: number): void {
    const { scroller } = this.options;
    if (this.wanted === undefined) {
      if (shift !== 0) {
        this.to(scroller.scrollTop + shift * rowHeight);
      }
      return;
    }
    const top = this.wanted * rowHeight;
    this.to(top);
    if (top <= scroller.scrollHeight - scroller.clientHeight) {
      this.wanted = undefined;
    }
  }

  dispose(): void {
    const { scroller } = this.options;
    scroller.removeEventListener('scroll', this.onScroll);
    for (const type of inputs) {
      scroller.removeEventListener(type, this.onInput);
    }
    this.size.disconnect();
  }

  private to(top: number): void {
    if (top !== this.top) {
      this.options.scroller.scrollTop = top;
    }
  }

  private readonly onInput = (): void => {
    this.wanted = undefined;
  };

  private readonly onScroll = (): void => {
    this.top = this.options.scroller.scrollTop;
    this.options.onScroll();
  };

  private rowsToPaint(): number[] {
    const count = this.options.count();
    const { start: first, end: last } = this.visible ?? { start: 0, end: 0 };
    const start = Math.max(0, Math.min(first, count) - overscan);
    const end = Math.min(count, last + overscan);
    const painted = Array.from({ length: Math.max(0, end - start) }, (_, offset) => start + offset);
    const pinned = this.options.pinnedRow();
    if (pinned < 0 || pinned >= count || (pinned >= start && pinned < end)) {
      return painted;
    }
    return pinned < start ? [pinned, ...painted] : [...painted, pinned];
  }
}
