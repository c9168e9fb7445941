import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type Range as VirtualRange,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import type { Range } from '../../model/rowWindows';
import { headerHeight, rowHeight } from './gridTemplates';

/** Rows painted above and below what is in view, so that scrolling meets rows that are there. */
const overscan = 8;

export interface RowScrollerOptions {
  readonly scroller: HTMLElement;
  readonly count: () => number;
  /** Stays in the page wherever the user scrolls: the row with the keyboard focus. */
  readonly pinnedRow: () => number;
  readonly onScroll: () => void;
}

/** Tells which rows of a list of any length are to be in the page, and scrolls to one. */
export class RowScroller {
  private readonly virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  private readonly unmount: () => void;

  constructor(private readonly options: RowScrollerOptions) {
    this.virtualizer = new Virtualizer(this.virtualOptions());
    this.unmount = this.virtualizer._didMount();
    this.virtualizer._willUpdate();
  }

  /** The rows to paint: their index, and their distance from the top. */
  get rows(): readonly { readonly index: number; readonly start: number }[] {
    return this.virtualizer.getVirtualItems();
  }

  /** The rows in view; the first one is the first below the header, which covers what is above. */
  get visible(): Range | undefined {
    const { range, scrollOffset } = this.virtualizer;
    const start = Math.floor((scrollOffset ?? 0) / rowHeight);
    return range && this.options.count() > 0
      ? { start, end: Math.max(start, range.endIndex) + 1 }
      : undefined;
  }

  /** How many rows fit: what a page key moves by. */
  get pageRows(): number {
    const height = this.options.scroller.clientHeight - headerHeight;
    return Math.max(1, Math.floor(height / rowHeight) - 1);
  }

  /** The count or the pinned row may have changed. */
  update(): void {
    this.virtualizer.setOptions(this.virtualOptions());
  }

  reveal(row: number): void {
    this.virtualizer.scrollToIndex(row);
  }

  toRow(row: number): void {
    this.options.scroller.scrollTop = row * rowHeight;
  }

  by(rows: number): void {
    this.options.scroller.scrollTop += rows * rowHeight;
  }

  dispose(): void {
    this.unmount();
  }

  private virtualOptions(): VirtualizerOptions<HTMLElement, HTMLElement> {
    const { scroller, count, onScroll } = this.options;
    return {
      count: count(),
      getScrollElement: () => scroller,
      estimateSize: () => rowHeight,
      paddingStart: headerHeight,
      scrollPaddingStart: headerHeight,
      overscan,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      rangeExtractor: range => this.rowsToPaint(range),
      onChange: onScroll,
    };
  }

  private rowsToPaint({ startIndex, endIndex, count }: VirtualRange): number[] {
    const start = Math.max(0, startIndex - overscan);
    const end = Math.min(count - 1, endIndex + overscan);
    const painted = Array.from({ length: end - start + 1 }, (_, offset) => start + offset);
    const pinned = this.options.pinnedRow();
    if (pinned < 0 || pinned >= count || (pinned >= start && pinned <= end)) {
      return painted;
    }
    return pinned < start ? [pinned, ...painted] : [...painted, pinned];
  }
}
