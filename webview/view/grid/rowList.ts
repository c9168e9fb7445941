import { endFlash } from './flash';

/**
 * The elements of the rendered rows, in order. A row that stays visible keeps its element; a new row reuses
 * the element of a removed one, which is cheaper than creating elements. The focused element is never moved,
 * since moving it would lose the focus.
 */
export class RowList {
  /** By row, in order. */
  private elements = new Map<number, HTMLElement>();
  private pool: HTMLElement[] = [];

  constructor(private readonly container: HTMLElement) {}

  /** `paint` renders a row into its element. */
  show(rows: readonly number[], paint: (element: HTMLElement, row: number) => void): void {
    const released = this.release(new Set(rows));
    const element = (row: number): HTMLElement =>
      this.elements.get(row) ??
      released.shift() ??
      this.pool.pop() ??
      document.createElement('div');
    this.elements = new Map(rows.map(row => [row, element(row)]));
    released.forEach(unused => unused.remove());
    this.pool.push(...released);
    this.elements.forEach((painted, row) => paint(painted, row));
    this.reorder([...this.elements.values()]);
  }

  /** Releases the elements of rows no longer visible. */
  private release(visible: ReadonlySet<number>): HTMLElement[] {
    const released: HTMLElement[] = [];
    for (const [row, element] of this.elements) {
      if (!visible.has(row)) {
        this.elements.delete(row);
        endFlash(element);
        released.push(element);
      }
    }
    return released;
  }

  private reorder(elements: readonly HTMLElement[]): void {
    const focused = elements.findIndex(element => element.contains(document.activeElement));
    const fixed = elements[Math.max(0, focused)];
    if (!fixed) {
      return;
    }
    if (fixed.parentNode !== this.container) {
      this.container.prepend(fixed);
    }
    const at = elements.indexOf(fixed);
    elements.slice(at + 1).reduce((before, element) => {
      if (before.nextSibling !== element) {
        before.after(element);
      }
      return element;
    }, fixed);
    elements.slice(0, at).reduceRight((after, element) => {
      if (after.previousSibling !== element) {
        after.before(element);
      }
      return element;
    }, fixed);
  }
}
