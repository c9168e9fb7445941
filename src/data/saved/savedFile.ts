import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/**
 * A file of blocks: each has its length, its checksum and its bytes, and an empty one is the last. So a file that was
 * cut off or damaged is recognized. The checksum is CRC-32, as in archives: with a million jobs, SHA-256 would take a
 * tenth of a second even where the processor has instructions for it, and up to a second elsewhere.
 */
const headLength = 8;

export async function writeBlock(file: FileHandle, bytes: Uint8Array): Promise<void> {
  const head = Buffer.alloc(headLength);
  head.writeUInt32LE(bytes.length);
  head.writeUInt32LE(crc32(bytes), headLength / 2);
  await file.writev([head, bytes]);
}

export const endBlocks = (file: FileHandle): Promise<void> => writeBlock(file, new Uint8Array());

/**
 * Reads each block while its caller works on the one before; each is valid until the next.
 * @throws {DamagedFile} where a block is not as it was written
 */
export async function* readBlocks(file: FileHandle): AsyncGenerator<Uint8Array, void> {
  const { size } = await file.stat();
  let head = blockHead(await read(file, Buffer.alloc(headLength)), size - headLength);
  // Two in turn: new memory for each block takes longer than reading it.
  let [memory, spare] = [new BlockMemory(), new BlockMemory()];
  for (let next = readBlock(file, head, memory); ;) {
    const { bytes, nextHead } = await next;
    if (crc32(bytes) !== head.checksum) {
      throw new DamagedFile();
    }
    if (!nextHead) {
      return;
    }
    [memory, spare] = [spare, memory];
    head = nextHead;
    next = readBlock(file, head, memory);
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

/** What precedes the bytes of a block. */
interface Head {
  /** 0 in the last one. */
  readonly length: number;
  readonly checksum: number;
  /** Bytes of the file after the head. */
  readonly left: number;
}

function blockHead(head: Buffer, left: number): Head {
  const length = head.readUInt32LE();
  if (length > left) {
    throw new DamagedFile();
  }
  return { length, checksum: head.readUInt32LE(headLength / 2), left };
}

/** Reads the block with a head, and the head after it: a busy thread notices only one finished read at a time. */
async function readBlock(
  file: FileHandle,
  { length, left }: Head,
  memory: BlockMemory,
): Promise<{ readonly bytes: Uint8Array; readonly nextHead: Head | undefined }> {
  if (length === 0) {
    return { bytes: new Uint8Array(), nextHead: undefined };
  }
  const both = await read(file, memory.take(length + headLength));
  const nextHead = blockHead(both.subarray(length), left - length - headLength);
  return { bytes: both.subarray(0, length), nextHead };
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
