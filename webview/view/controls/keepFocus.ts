import { focusTable } from './focus';

/**
 * Restores the focus after VS Code's menus, dialogs and Command Palette: VS Code returns it to the page, but
 * not to the element that had it.
 */
export function keepFocus(): void {
  let losingFocus: EventTarget | null = null;
  let lastFocused: EventTarget | null = null;
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    losingFocus = relatedTarget ? null : target;
    // If the window does not lose the focus in the same turn, only the element lost it.
    setTimeout(() => (losingFocus = null));
  });
  window.addEventListener('blur', () => (lastFocused = losingFocus));
  window.addEventListener('focus', () => {
    if (lastFocused instanceof HTMLElement && document.activeElement === document.body) {
      if (lastFocused.isConnected) {
        lastFocused.focus({ preventScroll: true });
      } else {
        focusTable();
      }
    }
    lastFocused = null;
  });
}
