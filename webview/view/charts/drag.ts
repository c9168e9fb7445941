/** A pointer that moves less than this, in pixels, clicks. */
const minDistance = 4;

/** Where a drag has started and where it is, from the left edge of the element. */
export interface DraggedX {
  readonly from: number;
  readonly to: number;
}

/** Follows the primary button of a pointer over an element, also beyond its edges. */
export class Drag {
  private start: number | undefined;
  private isDragging = false;

  /** `x`: absent while nothing is dragged. `isOver`: the button has been released. */
  follow(event: PointerEvent): { readonly x?: DraggedX; readonly isOver: boolean } {
    const element = event.currentTarget as Element;
    const to = event.clientX - element.getBoundingClientRect().left;
    if (event.type === 'pointerdown') {
      this.start = event.isPrimary && event.button === 0 ? to : undefined;
      this.isDragging = false;
    }
    const from = this.start;
    if (from === undefined || event.type === 'pointercancel') {
      this.start = undefined;
      return { isOver: false };
    }
    if (!this.isDragging && Math.abs(to - from) >= minDistance) {
      this.isDragging = true;
      // From now on, the element gets all events, and the bar below the pointer gets no click.
      element.setPointerCapture(event.pointerId);
    }
    const isOver = event.type === 'pointerup';
    if (isOver) {
      this.start = undefined;
    }
    return { ...(this.isDragging ? { x: { from, to } } : {}), isOver };
  }
}
