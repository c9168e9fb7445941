/** What a line of a shared log says. Lines are JSON, one each. */
export type LogLine<T> =
  /** `written` orders lines against clearings, whatever the entry says of its own time. */
  | { readonly kind: 'entry'; readonly written: number; readonly entry: T }
  /** All that was written until then is no more. */
  | { readonly kind: 'cleared'; readonly written: number }
  /** JSON, but nothing this version knows: another version may. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'damaged' };

/** A stamp beyond all times would leave no room for a later one. */
const latestStamp = 8.64e15;

/** `check` gives the entry when it is one. */
export function readLine<T>(line: string, check: (value: unknown) => T | undefined): LogLine<T> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'damaged' };
  }
  const { written, entry, cleared } = (value ?? {}) as Record<string, unknown>;
  if (typeof written !== 'number' || !(Math.abs(written) <= latestStamp)) {
    return { kind: 'unknown' };
  }
  if (cleared === true) {
    return { kind: 'cleared', written };
  }
  const checked = check(entry);
  return checked === undefined ? { kind: 'unknown' } : { kind: 'entry', written, entry: checked };
}

export const entryLine = (written: number, entry: unknown): string =>
  `${JSON.stringify({ written, entry })}\n`;

export const clearedLine = (written: number): string =>
  `${JSON.stringify({ written, cleared: true })}\n`;
