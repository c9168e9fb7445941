import { listAction, type ListAction } from './listboxKeyboard';

/**
 * What a key asks of a list, which then has it for itself; nothing where it is no key of lists. `Tab` leaves
 * the list and does what it does elsewhere.
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
