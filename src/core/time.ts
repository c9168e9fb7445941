const zone = /(Z|[+-]\d{2}:?\d{2})$/i;

/**
 * Milliseconds since the epoch of an ISO 8601 text, with or without milliseconds, `Z` or an offset.
 * A text without a zone is read as UTC, never as the reader's local time: AWS writes UTC.
 */
export function parseTime(text: string): number | undefined {
  const trimmed = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}/.test(trimmed)) {
    return undefined;
  }
  const dated = trimmed.includes('T') || trimmed.includes(' ');
  const time = Date.parse(dated && !zone.test(trimmed) ? `${trimmed}Z` : trimmed);
  return Number.isNaN(time) ? undefined : time;
}

/** ISO 8601 in UTC, with milliseconds; absent where it is no time. */
export function isoTime(ms: number | undefined): string | undefined {
  const date = new Date(ms ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** A length of time in its two largest units: `2 h 5 min`, `8 s`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) {
    return `${Math.max(0, Math.round(ms))} ms`;
  }
  let rest = ms;
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    if (count > 0 || parts.length > 0) {
      parts.push(`${count} ${unit}`);
      rest -= count * size;
    }
    if (parts.length === 2) {
      break;
    }
  }
  return parts.filter(part => !part.startsWith('0 ')).join(' ');
}
