import { endFlash } from './flash';

/**
 * The elements of the rows in view, in their order. A row that stays in view keeps its element; one that
 * comes takes over that of one that goes, which costs a few texts instead of new elements. The element
 * with the focus is never moved, since that would take the focus from it.
 */
export class RowList {
  /** By row, in their order. */
  private elements = new Map<number, HTMLElement>();
  private spare: HTMLElement[] = [];

  constructor(private readonly container: HTMLElement) {}

  /** `paint` fills the element of a row. */
  show(rows: readonly number[], paint: (element: HTMLElement, row: number) => void): void {
    const free = this.freeUp(new Set(rows));
    const element = (row: number): HTMLElement =>
      this.elements.get(row) ?? free.shift() ?? this.spare.pop() ?? document.createElement('div');
    this.elements = new Map(rows.map(row => [row, element(row)]));
    free.forEach(unused => unused.remove());
    this.spare.push(...free);
    this.elements.forEach((painted, row) => paint(painted, row));
    this.putInOrder([...this.elements.values()]);
  }

  /** Elements of rows that are no longer in view. */
  private freeUp(wanted: ReadonlySet<number>): HTMLElement[] {
    const free: HTMLElement[] = [];
    for (const [row, element] of this.elements) {
      if (!wanted.has(row)) {
        this.elements.delete(row);
        endFlash(element);
        free.push(element);
      }
    }
    return free;
  }

  private putInOrder(elements: readonly HTMLElement[]): void {
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
