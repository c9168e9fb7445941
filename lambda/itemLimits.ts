import type { JobItem } from '../src/core/jobItem';

/** DynamoDB's limits: a partition key of 2048 bytes, an item of 400 KB with its attribute names. */
const largestKey = 2_048;
const largestItem = 400 * 1_024;

/** A number takes at most 21 bytes (DynamoDB Developer Guide, "Item sizes and formats"). */
const largestNumber = 21;

/**
 * Why DynamoDB would not take an item, if so. Such an event is refused whole: half of it would look
 * like all of it.
 */
export function limitProblemOf(jobId: string, item: JobItem): string | undefined {
  if (byteLength(jobId) > largestKey) {
    return `jobId is longer than ${largestKey} bytes`;
  }
  const bytes = sizeOf(item);
  return bytes > largestItem
    ? `the item would be ${bytes} bytes, more than DynamoDB's ${largestItem}`
    : undefined;
}

function sizeOf(item: JobItem): number {
  return Object.entries(item)
    .map(
      ([name, value]) =>
        byteLength(name) + (typeof value === 'number' ? largestNumber : byteLength(value)),
    )
    .reduce((total, bytes) => total + bytes, 0);
}

function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
