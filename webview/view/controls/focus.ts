/**
 * Targets for the focus when the focused element was removed; the browser would reset it to the page's start.
 */

export function focusSearch(): void {
  document.querySelector<HTMLElement>('.search-input')?.focus();
}

/** The table, or the list of failures in its place. */
export function focusTable(): void {
  document
    .querySelector<HTMLElement>(':is(.grid *, .failure-head)[tabindex="0"]')
    ?.focus({ preventScroll: true });
}
