import { isObject, type JsonObject } from '../src/core/base/json';
import type { JobItem } from '../src/core/job/jobItem';
import { cutText } from './cutJson';

/** DynamoDB's limits: a partition key of 2048 bytes, an item of 400 KB with its attribute names. */
const maxKeyBytes = 2_048;
const maxItemBytes = 400 * 1_024;

/** A number takes at most 21 bytes (DynamoDB Developer Guide, "Item sizes and formats"). */
const maxNumberBytes = 21;

/** Characters of an attribute that lists show; real values are far shorter. */
const maxTextLength = 8_192;

/** Characters of a text in the map of facts; AWS allows 256 in the value of a tag. */
const maxFactLength = 512;

/** Smaller amounts are damaged values: AWS Batch counts vCPUs in quarters, Kubernetes in thousandths. */
const minAmount = 1e-6;

/** Why DynamoDB would refuse an item with this key, or undefined. */
export function keyProblemOf(jobId: string): string | undefined {
  if (!jobId.isWellFormed()) {
    return 'jobId is not valid Unicode';
  }
  return byteLength(jobId) > maxKeyBytes ? `jobId is longer than ${maxKeyBytes} bytes` : undefined;
}

/**
 * An item that DynamoDB accepts. Overlong texts are cut and marked, lone surrogates are replaced, and
 * numbers too large for a count, a code or a time are omitted, like other damaged values.
 */
export function storableItem(item: JobItem, maxLength = maxTextLength): JobItem {
  const storable: JobItem = {};
  for (const [name, value] of Object.entries(item)) {
    if (typeof value === 'string') {
      storable[name] = name === 'jobId' ? value : cutText(value.toWellFormed(), maxLength);
    } else if (typeof value !== 'number') {
      storable[name] = storableMap(value, Math.min(maxLength, maxFactLength));
    } else if (Number.isSafeInteger(value)) {
      storable[name] = value;
    }
  }
  return storable;
}

function storableMap(map: JsonObject, maxLength: number): JsonObject {
  return Object.fromEntries(
    Object.entries(map).flatMap(([key, value]) => {
      const part = storablePart(value, maxLength);
      return part === undefined ? [] : [[key.toWellFormed(), part]];
    }),
  );
}

function storablePart(value: unknown, maxLength: number): unknown {
  if (typeof value === 'string') {
    return cutText(value.toWellFormed(), maxLength);
  }
  if (typeof value === 'number') {
    return isAmount(value) ? value : undefined;
  }
  return isObject(value) ? storableMap(value, maxLength) : value;
}

/** Whether it can be an amount of something: a quarter of a vCPU, but no number beyond what DynamoDB stores. */
const isAmount = (value: number): boolean =>
  value === 0 || (Math.abs(value) >= minAmount && Math.abs(value) <= Number.MAX_SAFE_INTEGER);

/** The bytes that an item leaves for its event. */
export function roomForEvent(item: JobItem): number {
  return Math.max(0, maxItemBytes - sizeOf(item) - 'fullEvent'.length);
}

function sizeOf(map: JsonObject): number {
  return Object.entries(map)
    .map(([name, value]) => byteLength(name) + sizeOfValue(value))
    .reduce((total, bytes) => total + bytes, 0);
}

/** A map has three bytes of its own, and one for each entry. */
function sizeOfValue(value: unknown): number {
  if (isObject(value)) {
    return 3 + Object.keys(value).length + sizeOf(value);
  }
  return typeof value === 'string' ? byteLength(value) : maxNumberBytes;
}

export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
