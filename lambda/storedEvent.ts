import { truncationMarker } from '../src/core/event/truncationMarker';
import { isObject } from '../src/core/base/json';
import { redactJson } from '../src/core/event/redactEnvironment';
import { cutJson, type CutLimits } from './cutJson';
import { byteLength } from './itemLimits';

export interface EventStorage {
  /** What an item has room for, in bytes of UTF-8. */
  readonly room: number;
  readonly redactsEnvironment: boolean;
}

/**
 * Far more than AWS nests. What is deeper would overflow the stack of whatever walks through it, so
 * it is cut even where there is room.
 */
const deepest = 100;

/** From the mildest cut on; the last fits in any item that has room at all. */
const cuts: readonly CutLimits[] = [
  { text: 32_768, entries: 2_000, depth: deepest },
  { text: 8_192, entries: 500, depth: deepest },
  { text: 2_048, entries: 100, depth: 30 },
  { text: 512, entries: 50, depth: 12 },
  { text: 128, entries: 20, depth: 8 },
  { text: 32, entries: 12, depth: 3 },
];

/**
 * The text of an event as an item keeps it: the event as it came, or, where it is too large, one with
 * its long texts, long lists and deep nesting cut as little as need be. It stays valid JSON, begins with
 * the property `batchMonitorCut`, and says at each place what is missing.
 */
export function storedEvent(event: unknown, { room, redactsEnvironment }: EventStorage): string {
  const whole = wholeText(event);
  const text = redactsEnvironment && whole !== undefined ? redactJson(whole) : whole;
  const bytes = byteLength(text ?? '');
  if (text !== undefined && bytes <= room) {
    return text;
  }
  const came = text === undefined ? event : (JSON.parse(text) as unknown);
  const why =
    text === undefined
      ? `This event was nested deeper than ${deepest}`
      : `This event was ${bytes} bytes, more than a DynamoDB item has room for`;
  for (const limits of cuts) {
    const cut = JSON.stringify(marked(cutJson(came, limits), why));
    const safe = redactsEnvironment ? redactJson(cut) : cut;
    if (byteLength(safe) <= room) {
      return safe;
    }
  }
  return JSON.stringify(marked({}, why));
}

function wholeText(event: unknown): string | undefined {
  return nestsTooDeep(event) ? undefined : JSON.stringify(event);
}

function nestsTooDeep(value: unknown, depth = 0): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    (depth >= deepest || Object.values(value).some(part => nestsTooDeep(part, depth + 1)))
  );
}

function marked(cut: unknown, why: string): object {
  const note = `${why}. What was left out is marked with … (cut).`;
  return Object.fromEntries([
    [truncationMarker, note],
    ...(isObject(cut) ? Object.entries(cut) : []),
  ]);
}
