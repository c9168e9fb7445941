import { isPlausibleTime } from './plausibleTime';

/** A line of a shared log: one JSON value per line. */
export type LogLine<T> =
  /** `written` orders entries and clearings, whatever time the entry itself contains. */
  | { readonly kind: 'entry'; readonly written: number; readonly entry: T }
  /** Clears everything written up to that time. */
  | { readonly kind: 'cleared'; readonly written: number }
  /** JSON that this version does not know; another version may. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'damaged' };

/** `check` returns the entry if the value is one; `now` is the time of reading. */
export function readLine<T>(
  line: string,
  check: (value: unknown) => T | undefined,
  now: number,
): LogLine<T> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'damaged' };
  }
  const { written, entry, cleared } = (value ?? {}) as Record<string, unknown>;
  if (typeof written !== 'number' || !isPlausibleTime(written, now)) {
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
