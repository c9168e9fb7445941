import { focusTable } from './focus';

/**
 * VS Code takes the keyboard away for its menus, dialogs and palette, and gives it back to the page, but not
 * to what had it there: the page remembers that.
 */
export function keepFocus(): void {
  let leaving: EventTarget | null = null;
  let left: EventTarget | null = null;
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    leaving = relatedTarget ? null : target;
    // The window loses the focus in the same turn, or only the element has lost it.
    setTimeout(() => (leaving = null));
  });
  window.addEventListener('blur', () => (left = leaving));
  window.addEventListener('focus', () => {
    if (left instanceof HTMLElement && document.activeElement === document.body) {
      if (left.isConnected) {
        left.focus({ preventScroll: true });
      } else {
        focusTable();
      }
    }
    left = null;
  });
}
