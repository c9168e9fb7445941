import type { JobItem } from '../src/core/job/jobItem';
import { cutText } from './cutJson';

/** DynamoDB's limits: a partition key of 2048 bytes, an item of 400 KB with its attribute names. */
const largestKey = 2_048;
const largestItem = 400 * 1_024;

/** A number takes at most 21 bytes (DynamoDB Developer Guide, "Item sizes and formats"). */
const largestNumber = 21;

/** Characters of an attribute that lists show; the longest known reasons are far below. */
const maxTextLength = 8_192;

/** With less room than this for the event, its facts are not to be believed either. */
const leastRoom = 64 * 1_024;

/** Why DynamoDB would not take the key of an item, if so. */
export function keyProblemOf(jobId: string): string | undefined {
  if (!jobId.isWellFormed()) {
    return 'jobId is no valid Unicode text';
  }
  return byteLength(jobId) > largestKey ? `jobId is longer than ${largestKey} bytes` : undefined;
}

/**
 * An item as DynamoDB takes it. Overlong texts are cut and say so; half characters are replaced;
 * numbers beyond what a count, a code or a time can be are left out, as damaged facts are.
 */
export function storableItem(item: JobItem): JobItem {
  const storable: JobItem = {};
  for (const [name, value] of Object.entries(item)) {
    if (typeof value === 'string') {
      storable[name] = name === 'jobId' ? value : cutText(value.toWellFormed(), maxTextLength);
    } else if (Number.isSafeInteger(value)) {
      storable[name] = value;
    }
  }
  return storable;
}

/** The bytes an item leaves for its event; undefined where its other attributes take too much. */
export function roomForEvent(item: JobItem): number | undefined {
  const room = largestItem - sizeOf(item) - 'fullEvent'.length;
  return room < leastRoom ? undefined : room;
}

function sizeOf(item: JobItem): number {
  return Object.entries(item)
    .map(
      ([name, value]) =>
        byteLength(name) + (typeof value === 'number' ? largestNumber : byteLength(value)),
    )
    .reduce((total, bytes) => total + bytes, 0);
}

export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
