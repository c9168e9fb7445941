import { readLine } from './logLine';
import { WorkPauses } from './workPauses';

export interface StoredEntry<T> {
  readonly written: number;
  readonly entry: T;
}

export interface ParsedLines<T> {
  readonly found: readonly StoredEntry<T>[];
  /** Lines of JSON that this version does not know. */
  readonly unknown: readonly string[];
  readonly clearedAt: number;
  /** The number of useless lines, including the unknown ones. */
  readonly damaged: number;
}

/** `check` returns the entry if a value is one; `now` is the time of reading. */
export async function parseLines<T>(
  lines: readonly string[],
  check: (value: unknown) => T | undefined,
  now: number,
): Promise<ParsedLines<T>> {
  const found: StoredEntry<T>[] = [];
  const unknown: string[] = [];
  let clearedAt = -Infinity;
  let damaged = 0;
  const pauses = new WorkPauses();
  for (const text of lines) {
    if (text.trim() === '') {
      continue;
    }
    const line = readLine(text, check, now);
    if (line.kind === 'entry') {
      found.push(line);
    } else if (line.kind === 'cleared') {
      clearedAt = Math.max(clearedAt, line.written);
    } else {
      damaged++;
      if (line.kind === 'unknown') {
        unknown.push(text);
      }
    }
    await pauses.pauseIfDue();
  }
  return { found, unknown, clearedAt, damaged };
}
