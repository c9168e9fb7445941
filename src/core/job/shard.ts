/**
 * Number of partitions of index `changes`; 4 sustain 4,000 state changes per second. To raise it, change it
 * here, update every extension, then deploy the function: a job stays in the shard of its last write, which
 * is read like all others.
 */
export const shardCount = 4;

/** All partitions, for readers: every value of the attribute `shard`. */
export const shards: readonly string[] = Array.from({ length: shardCount }, (_, index) =>
  String(index),
);

/** The index partition of a job: a hash of its id (32-bit FNV-1a), spread evenly over the shards. */
export function shardOf(jobId: string): string {
  const hash = hashOf(jobId);
  // FNV's low bits depend only on the low bits of the text, so the high half is folded in.
  return String(((hash >>> 16) ^ (hash & 0xffff)) % shardCount);
}

/** 32-bit FNV-1a of the UTF-16 units of a text. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}
