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

/** Rows rendered above and below the visible ones, so that scrolling shows no gaps. */
const overscan = 8;

export interface RowScrollerOptions {
  readonly scroller: HTMLElement;
  readonly count: () => number;
  /** The row with the focus; always rendered, wherever the user scrolls. */
  readonly pinnedRow: () => number;
  readonly onScroll: () => void;
}

/** Virtual scrolling: determines which rows to render, and scrolls to a row. */
export class RowScroller {
  private readonly virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  private readonly unmount: () => void;

  constructor(private readonly options: RowScrollerOptions) {
    this.virtualizer = new Virtualizer(this.virtualOptions());
    this.unmount = this.virtualizer._didMount();
    this.virtualizer._willUpdate();
  }

  /** The rows to render: index and distance from the top in pixels. */
  get rows(): readonly { readonly index: number; readonly start: number }[] {
    return this.virtualizer.getVirtualItems();
  }

  /** The visible rows; the first is the one just below the sticky header. */
  get visible(): Range | undefined {
    const { range, scrollOffset } = this.virtualizer;
    const start = Math.floor((scrollOffset ?? 0) / rowHeight);
    return range && this.options.count() > 0
      ? { start, end: Math.max(start, range.endIndex) + 1 }
      : undefined;
  }

  /** The number of rows that Page Up and Page Down move by. */
  get pageRows(): number {
    const height = this.options.scroller.clientHeight - headerHeight;
    return Math.max(1, Math.floor(height / rowHeight) - 1);
  }

  /** Call when the count or the pinned row may have changed. */
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
