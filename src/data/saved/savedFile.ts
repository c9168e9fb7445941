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
 * Reads each block while its caller works on the one before; each is valid until the next.
 * @throws {DamagedFile} where a block is not as it was written
 */
export async function* readBlocks(file: FileHandle): AsyncGenerator<Uint8Array, void> {
  let { size: left } = await file.stat();
  // Two in turn: new memory for each block takes longer than reading it.
  let [memory, spare] = [new BlockMemory(), new BlockMemory()];
  for (let next = readBlock(file, left, memory); ;) {
    const bytes = await next;
    if (bytes.length === 0) {
      return;
    }
    left -= sizeLength + hashLength + bytes.length;
    [memory, spare] = [spare, memory];
    next = readBlock(file, left, memory);
    // Nobody may be left to wait for it.
    next.catch(() => undefined);
    yield bytes;
  }
}

export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}

/** Bytes from the start of a buffer, so that columns can be read in place. */
class BlockMemory {
  private bytes = Buffer.from(new ArrayBuffer(0));

  take(length: number): Buffer {
    if (this.bytes.length < length) {
      this.bytes = Buffer.from(new ArrayBuffer(length));
    }
    return this.bytes.subarray(0, length);
  }
}

async function readBlock(file: FileHandle, left: number, memory: BlockMemory): Promise<Buffer> {
  const head = await read(file, Buffer.alloc(sizeLength + hashLength));
  const length = head.readUInt32LE();
  if (length > left - head.length) {
    throw new DamagedFile();
  }
  const bytes = await read(file, memory.take(length));
  // Hashes in another thread.
  const hash = await webcrypto.subtle.digest('SHA-256', bytes);
  if (!head.subarray(sizeLength).equals(Buffer.from(hash))) {
    throw new DamagedFile();
  }
  return bytes;
}

async function read(file: FileHandle, bytes: Buffer): Promise<Buffer> {
  for (let at = 0; at < bytes.length;) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at);
    if (bytesRead === 0) {
      throw new DamagedFile();
    }
    at += bytesRead;
  }
  return bytes;
}

const hashOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
