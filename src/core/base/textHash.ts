/** Random, so that nobody can craft texts whose hashes all collide. */
export const randomSeed = (): number => Math.floor(Math.random() * 2 ** 32);

const prime = 0x01000193;

/**
 * FNV-1a of a part of a text, with its bits mixed once more at the end (MurmurHash3's finalizer); 32 bits, without a
 * sign.
 */
export function textHash(text: string, seed: number, start = 0, end = text.length): number {
  let hash = seed;
  for (let index = start; index < end; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), prime);
  }
  return mixed(hash);
}

/** `textHash` of a text of ASCII, by its bytes. */
export function asciiHash(bytes: Uint8Array, seed: number, start: number, end: number): number {
  let hash = seed;
  for (let index = start; index < end; index++) {
    hash = Math.imul(hash ^ (bytes[index] ?? 0), prime);
  }
  return mixed(hash);
}

function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
