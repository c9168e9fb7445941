/** A cell of the grid; row -1 is the header. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** The number of rows per screen. */
  readonly pageRows: number;
}

export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey?: boolean;
  readonly altKey?: boolean;
}

/** The effect of a key that does not move the focus. */
export type GridIntent =
  /** Sorts by the column, or opens the job's details. */
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
  const withModifier = ctrlKey || metaKey;
  if (altKey) {
    return undefined;
  }
  if (row < 0 && shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
    const by = key === 'ArrowRight' ? 1 : -1;
    return withModifier ? { kind: 'moveColumn', by } : { kind: 'resize', by: by * resizeStep };
  }
  if (withModifier && !shiftKey && key.toLowerCase() === 'a') {
    return { kind: 'all' };
  }
  if (key === ' ' && (withModifier || shiftKey) && row >= 0) {
    return { kind: 'toggle' };
  }
  return key === 'Enter' || key === ' ' ? { kind: 'act' } : undefined;
}

/** The target cell of a key, by the ARIA grid pattern; undefined if the key does not move the focus. */
export function nextCell(
  from: Cell,
  { key, ctrlKey, metaKey }: Key,
  size: GridSize,
): Cell | undefined {
  const withModifier = ctrlKey || metaKey;
  const lastColumn = size.columns - 1;
  const lastRow = size.rows - 1;
  switch (key) {
    case 'ArrowUp':
      return { ...from, row: withModifier ? Math.min(0, lastRow) : Math.max(-1, from.row - 1) };
    case 'ArrowDown':
      return { ...from, row: withModifier ? lastRow : Math.min(lastRow, from.row + 1) };
    case 'ArrowLeft':
      return { ...from, column: withModifier ? 0 : Math.max(0, from.column - 1) };
    case 'ArrowRight':
      return { ...from, column: withModifier ? lastColumn : Math.min(lastColumn, from.column + 1) };
    case 'PageUp':
      return { ...from, row: Math.max(Math.min(0, lastRow), from.row - size.pageRows) };
    case 'PageDown':
      return { ...from, row: Math.min(lastRow, Math.max(0, from.row) + size.pageRows) };
    case 'Home':
      return { row: withModifier ? Math.min(0, lastRow) : from.row, column: 0 };
    case 'End':
      return { row: withModifier ? lastRow : from.row, column: lastColumn };
    default:
      return undefined;
  }
}

/** The cell with the given row, clamped to a grid of `rows` rows; a header cell stays. */
export function within(rows: number, { row: before, column }: Cell, row: number): Cell {
  const last = rows - 1;
  return { row: before < 0 ? -1 : Math.max(Math.min(0, last), Math.min(last, row)), column };
}
