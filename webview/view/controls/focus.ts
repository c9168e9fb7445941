/** Where the keyboard goes when what had it is gone: never to the top of the page. */

export function focusSearch(): void {
  document.querySelector<HTMLElement>('.search-input')?.focus();
}

export function focusTable(): void {
  document.querySelector<HTMLElement>('.grid [tabindex="0"]')?.focus({ preventScroll: true });
}
