import { createHash, webcrypto } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

/**
 * A file of blocks: each has its length, its SHA-256 and its bytes, and an empty one is the last. So a file that was
 * cut off or changed is recognized, whatever happened to it.
 */
const sizeLength = 4;
const hashLength = 32;

export async function writeBlock(file: FileHandle, bytes: Uint8Array): Promise<void> {
  const size = Buffer.alloc(sizeLength);
  size.writeUInt32LE(bytes.length);
  await file.writev([size, hashOf(bytes), bytes]);
}

export const endBlocks = (file: FileHandle): Promise<void> => writeBlock(file, new Uint8Array());

/**
 * Reads each block while its caller works on the one before.
 * @throws {DamagedFile} where a block is not as it was written
 */
export async function* readBlocks(file: FileHandle): AsyncGenerator<Uint8Array, void> {
  let { size: left } = await file.stat();
  for (let next = readBlock(file, left); ;) {
    const bytes = await next;
    if (bytes.length === 0) {
      return;
    }
    left -= sizeLength + hashLength + bytes.length;
    next = readBlock(file, left);
    // Nobody may be left to wait for it.
    next.catch(() => undefined);
    yield bytes;
  }
}

export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}

async function readBlock(file: FileHandle, left: number): Promise<Buffer> {
  const head = await read(file, sizeLength + hashLength, left);
  const bytes = await read(file, head.readUInt32LE(), left - head.length);
  // Hashes in another thread.
  const hash = await webcrypto.subtle.digest('SHA-256', bytes);
  if (!head.subarray(sizeLength).equals(Buffer.from(hash))) {
    throw new DamagedFile();
  }
  return bytes;
}

async function read(file: FileHandle, length: number, left: number): Promise<Buffer> {
  if (length > left) {
    throw new DamagedFile();
  }
  // A buffer of its own, which the columns are read from in place.
  const bytes = Buffer.from(new ArrayBuffer(length));
  for (let at = 0; at < length;) {
    const { bytesRead } = await file.read(bytes, at, length - at);
    if (bytesRead === 0) {
      throw new DamagedFile();
    }
    at += bytesRead;
  }
  return bytes;
}

const hashOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
