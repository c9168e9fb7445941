import { truncationMarker } from '../src/core/event/truncationMarker';
import { isObject } from '../src/core/base/json';
import { redactJson } from '../src/core/event/redactEnvironment';
import { cutJson, type CutLimits } from './cutJson';
import { byteLength } from './itemLimits';

export interface EventStorage {
  /** The bytes of UTF-8 that the item has room for. */
  readonly room: number;
  readonly redactsEnvironment: boolean;
}

/**
 * Far deeper than AWS nests. Deeper values would overflow the stack of recursive code, so they are
 * cut even if they fit.
 */
const maxDepth = 100;

/** Mildest first; the last one fits in almost any item. */
const cuts: readonly CutLimits[] = [
  { text: 32_768, entries: 2_000, depth: maxDepth },
  { text: 8_192, entries: 500, depth: maxDepth },
  { text: 2_048, entries: 100, depth: 30 },
  { text: 512, entries: 50, depth: 12 },
  { text: 128, entries: 20, depth: 8 },
  { text: 32, entries: 12, depth: 3 },
];

/**
 * The JSON text of an event to store: the original event or, if it is too large, the event with its
 * long texts, long lists and deep nesting cut as little as necessary. The result is valid JSON, starts
 * with the property `batchMonitorCut`, and marks each cut.
 */
export function storedEvent(event: unknown, { room, redactsEnvironment }: EventStorage): string {
  const full = fullText(event);
  const text = redactsEnvironment && full !== undefined ? redactJson(full) : full;
  const bytes = byteLength(text ?? '');
  if (text !== undefined && bytes <= room) {
    return text;
  }
  const original = text === undefined ? event : (JSON.parse(text) as unknown);
  const note =
    text === undefined
      ? `This event is nested deeper than ${maxDepth}`
      : `This event has ${bytes} bytes, more than a DynamoDB item has room for`;
  for (const limits of cuts) {
    const cut = JSON.stringify(marked(cutJson(original, limits), note));
    const safe = redactsEnvironment ? redactJson(cut) : cut;
    if (byteLength(safe) <= room) {
      return safe;
    }
  }
  return JSON.stringify(marked({}, note));
}

function fullText(event: unknown): string | undefined {
  return nestsTooDeep(event) ? undefined : JSON.stringify(event);
}

function nestsTooDeep(value: unknown, depth = 0): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    (depth >= maxDepth || Object.values(value).some(part => nestsTooDeep(part, depth + 1)))
  );
}

function marked(cut: unknown, reason: string): object {
  const note = `${reason}. Omitted parts are marked with … (cut).`;
  return Object.fromEntries([
    [truncationMarker, note],
    ...(isObject(cut) ? Object.entries(cut) : []),
  ]);
}
