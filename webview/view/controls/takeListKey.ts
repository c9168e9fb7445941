import { listAction, type ListAction } from './listboxKeyboard';

/**
 * Handles a key in a list and stops its propagation; undefined for other keys. `Tab` closes the list but
 * keeps its default action.
 */
export function handleListKey(
  event: KeyboardEvent,
  active: number,
  texts: readonly string[],
  typed: string,
): ListAction | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return undefined;
  }
  const action = listAction(event.key, active, texts, typed);
  if (action) {
    event.stopPropagation();
    if (event.key !== 'Tab') {
      event.preventDefault();
    }
  }
  return action;
}
