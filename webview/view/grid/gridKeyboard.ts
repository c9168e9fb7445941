/** A place in the grid; row -1 is the header. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit on screen: a page. */
  readonly pageRows: number;
}

export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey?: boolean;
  readonly altKey?: boolean;
}

/** What a key asks for that does not move the focus. */
export type GridIntent =
  /** Sorts by the column, or opens the details of the job. */
  | { readonly kind: 'act' }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'all' }
  | { readonly kind: 'resize'; readonly by: number }
  | { readonly kind: 'moveColumn'; readonly by: 1 | -1 };

const resizeStep = 16;

export function gridIntent(
  { key, ctrlKey, metaKey, shiftKey, altKey }: Key,
  { row }: Cell,
): GridIntent | undefined {
  const whole = ctrlKey || metaKey;
  if (altKey) {
    return undefined;
  }
  if (row < 0 && shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
    const by = key === 'ArrowRight' ? 1 : -1;
    return whole ? { kind: 'moveColumn', by } : { kind: 'resize', by: by * resizeStep };
  }
  if (whole && !shiftKey && key.toLowerCase() === 'a') {
    return { kind: 'all' };
  }
  if (key === ' ' && (whole || shiftKey) && row >= 0) {
    return { kind: 'toggle' };
  }
  return key === 'Enter' || key === ' ' ? { kind: 'act' } : undefined;
}

/** Where a key leads, as the ARIA grid pattern has it; `undefined` for a key that does not move. */
export function nextCell(
  from: Cell,
  { key, ctrlKey, metaKey }: Key,
  size: GridSize,
): Cell | undefined {
  const whole = ctrlKey || metaKey;
  const lastColumn = size.columns - 1;
  const lastRow = size.rows - 1;
  switch (key) {
    case 'ArrowUp':
      return { ...from, row: whole ? Math.min(0, lastRow) : Math.max(-1, from.row - 1) };
    case 'ArrowDown':
      return { ...from, row: whole ? lastRow : Math.min(lastRow, from.row + 1) };
    case 'ArrowLeft':
      return { ...from, column: whole ? 0 : Math.max(0, from.column - 1) };
    case 'ArrowRight':
      return { ...from, column: whole ? lastColumn : Math.min(lastColumn, from.column + 1) };
    case 'PageUp':
      return { ...from, row: Math.max(Math.min(0, lastRow), from.row - size.pageRows) };
    case 'PageDown':
      return { ...from, row: Math.min(lastRow, Math.max(0, from.row) + size.pageRows) };
    case 'Home':
      return { row: whole ? Math.min(0, lastRow) : from.row, column: 0 };
    case 'End':
      return { row: whole ? lastRow : from.row, column: lastColumn };
    default:
      return undefined;
  }
}

/** The place with `row` for its row, as near as a grid of `rows` rows allows; the header stays. */
export function within(rows: number, { row: before, column }: Cell, row: number): Cell {
  const last = rows - 1;
  return { row: before < 0 ? -1 : Math.max(Math.min(0, last), Math.min(last, row)), column };
}
