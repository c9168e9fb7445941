import { isObject, type JsonObject } from '../base/json';

/**
 * The map `facts` of an item: what lists may want of a job beyond the other attributes. A new key needs
 * no new index, and a reader keeps the keys that it does not know.
 */
export interface JobFacts {
  /** What a job asks for: all its containers together, or those of one node of a multi-node job. */
  readonly vcpus?: number;
  readonly memoryMiB?: number;
  readonly gpus?: number;
  /** `EC2`, `FARGATE`, `EKS`, `MANAGED_INSTANCES`, or what AWS may add later. */
  readonly platform?: string;
  readonly timeoutSeconds?: number;
  readonly maxAttempts?: number;
  readonly share?: string;
  /** The region of the log, if it is not the job's. */
  readonly logRegion?: string;
  /** If it is not `awslogs`. */
  readonly logDriver?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Of an array parent: its children by status. */
  readonly children?: Readonly<Record<string, number>>;
  /** Why the job blocks its queue. */
  readonly blocked?: Blocked;
  readonly [later: string]: unknown;
}

export interface Blocked {
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

type Read = (value: unknown) => unknown;

const text: Read = value => (typeof value === 'string' ? value : undefined);
const number: Read = value =>
  // Without a negative zero, which JSON does not know.
  typeof value === 'number' && Number.isFinite(value) ? value + 0 : undefined;
const mapOf =
  (read: Read): Read =>
  value =>
    isPlainObject(value) && Object.values(value).every(part => read(part) !== undefined)
      ? mapped(value, read)
      : undefined;
const blocked: Read = value =>
  isPlainObject(value) &&
  typeof value['reason'] === 'string' &&
  number(value['since']) !== undefined
    ? { reason: value['reason'], since: number(value['since']) }
    : undefined;

const readers: ReadonlyMap<string, Read> = new Map([
  ['vcpus', number],
  ['memoryMiB', number],
  ['gpus', number],
  ['platform', text],
  ['timeoutSeconds', number],
  ['maxAttempts', number],
  ['share', text],
  ['logRegion', text],
  ['logDriver', text],
  ['tags', mapOf(text)],
  ['children', mapOf(number)],
  ['blocked', blocked],
]);

export interface ReadFacts {
  readonly facts: JobFacts | undefined;
  /** Whether all of it was of the right type; what was not is left out. */
  readonly isSound: boolean;
}

/** The facts in an attribute as the document client gives it. Equal facts have one order of keys. */
export function readFacts(value: unknown): ReadFacts {
  if (!isPlainObject(value)) {
    return { facts: undefined, isSound: false };
  }
  const facts = mapped(value, (part, key) => (readers.get(key) ?? plainValue)(part));
  const isSound = Object.keys(value).every(key => Object.hasOwn(facts, key));
  return { facts: Object.keys(facts).length > 0 ? facts : undefined, isSound };
}

/** What can be written as JSON: no sets and no binary data. */
function plainValue(value: unknown): unknown {
  if (typeof value === 'boolean' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(part => plainValue(part) ?? null);
  }
  return isPlainObject(value) ? mapped(value, plainValue) : (text(value) ?? number(value));
}

function mapped(value: JsonObject, read: (part: unknown, key: string) => unknown): JobFacts {
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key): [string, unknown] => [key, read(value[key], key)])
      .filter(([, part]) => part !== undefined),
  );
}

function isPlainObject(value: unknown): value is JsonObject {
  const prototype: unknown = isObject(value) ? Object.getPrototypeOf(value) : undefined;
  return prototype === Object.prototype || prototype === null;
}
