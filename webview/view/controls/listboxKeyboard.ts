/** The effect of a key in an open list. */
export type ListAction =
  | { readonly kind: 'move'; readonly index: number }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'close' };

/** `texts`: the option labels, for type-ahead. */
export function listAction(
  key: string,
  index: number,
  texts: readonly string[],
  typed: string,
): ListAction | undefined {
  const last = texts.length - 1;
  switch (key) {
    case 'ArrowDown':
      return move(Math.min(last, index + 1));
    case 'ArrowUp':
      return move(Math.max(0, index - 1));
    case 'Home':
      return move(0);
    case 'End':
      return move(Math.max(0, last));
    case 'Enter':
    case ' ':
      return { kind: 'toggle' };
    case 'Escape':
    case 'Tab':
      return { kind: 'close' };
    default:
      return key.length === 1 ? jump(texts, index, typed + key) : undefined;
  }
}

const move = (index: number): ListAction => ({ kind: 'move', index });

/** The next option that starts with the typed text; a single letter continues after the current one. */
function jump(texts: readonly string[], index: number, typed: string): ListAction | undefined {
  const wanted = typed.toLowerCase();
  const from = wanted.length === 1 ? index + 1 : index;
  const order = [...texts.keys()].map(offset => (from + offset) % texts.length);
  const found = order.find(candidate => texts[candidate]?.toLowerCase().startsWith(wanted));
  return found === undefined ? undefined : move(found);
}
