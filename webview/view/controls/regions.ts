/** The regions of the page, from top to bottom, and what gets the focus in each. */
const regions = [
  ['.top', '[tabindex="0"]'],
  ['.statistics', '[tabindex="0"]'],
  ['.charts', '.charts-fold'],
  ['.filters', '.search-input'],
  ['.grid', '[tabindex="0"]'],
  ['.failure-list', '.failure-head[tabindex="0"]'],
  ['.history', '[type="button"]'],
  ['.story', '[type="button"]'],
  ['job-details', '.drawer-close'],
  ['.selection', 'button'],
] as const;

/**
 * F6 and Shift+F6 move between the regions of the page. Beyond the last one VS Code gets the key, and moves to
 * its next part.
 */
export function onRegionKey(event: KeyboardEvent): void {
  if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  const present = regions.flatMap(([region, target]) => {
    const element = document.querySelector(region);
    const focusTarget = element?.querySelector<HTMLElement>(target);
    return element && focusTarget ? [{ element, focusTarget }] : [];
  });
  const at = present.findIndex(({ element }) => element.contains(document.activeElement));
  const to = present[at < 0 ? 0 : at + (event.shiftKey ? -1 : 1)];
  if (to) {
    event.preventDefault();
    // VS Code hears of keys that reach the window.
    event.stopPropagation();
    to.focusTarget.focus();
  }
}
