import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/** Its parts are read into memory of their own, so that one can be let go of before the other. */
export type Block = readonly [Uint8Array, Uint8Array];

/**
 * A file of blocks: each has the lengths of its parts, its checksum and its bytes, and an empty one is the last. So a
 * file that was cut off or damaged is recognized. The checksum is CRC-32, as in archives: with a million jobs, SHA-256
 * would take a tenth of a second even where the processor has instructions for it, and up to a second elsewhere.
 */
const headLength = 12;

export async function writeBlock(file: FileHandle, block: Block): Promise<void> {
  const head = Buffer.alloc(headLength);
  head.writeUInt32LE(block[0].length);
  head.writeUInt32LE(block[1].length, 4);
  head.writeUInt32LE(checksumOf(block), 8);
  await file.writev([head, ...block]);
}

export const endBlocks = (file: FileHandle): Promise<void> =>
  writeBlock(file, [new Uint8Array(), new Uint8Array()]);

/**
 * Reads each block while its caller works on the one before.
 * @throws {DamagedFile} where a block is not as it was written
 */
export async function* readBlocks(file: FileHandle): AsyncGenerator<Block, void> {
  const { size } = await file.stat();
  const first = newMemory(headLength);
  await fill(file, [first]);
  let head = blockHead(first, size - headLength);
  for (let next = readBlock(file, head); ;) {
    const { block, nextHead } = await next;
    const { checksum } = head;
    if (nextHead) {
      head = nextHead;
      next = readBlock(file, head);
      // Nobody may be left to wait for it.
      next.catch(() => undefined);
    }
    if (checksumOf(block) !== checksum) {
      throw new DamagedFile();
    }
    if (!nextHead) {
      return;
    }
    yield block;
  }
}

export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}

/** What precedes the bytes of a block. */
interface Head {
  /** Zeros in the last one. */
  readonly lengths: readonly [number, number];
  readonly checksum: number;
  /** Bytes of the file after the block. */
  readonly left: number;
}

function blockHead(bytes: Buffer, left: number): Head {
  const lengths = [bytes.readUInt32LE(), bytes.readUInt32LE(4)] as const;
  const leftAfter = left - lengths[0] - lengths[1];
  if (leftAfter < 0) {
    throw new DamagedFile();
  }
  return { lengths, checksum: bytes.readUInt32LE(8), left: leftAfter };
}

/** Reads the block with a head, and the head after it: a busy thread notices only one finished read at a time. */
async function readBlock(
  file: FileHandle,
  { lengths, left }: Head,
): Promise<{ readonly block: Block; readonly nextHead: Head | undefined }> {
  const block = [newMemory(lengths[0]), newMemory(lengths[1])] as const;
  if (lengths[0] + lengths[1] === 0) {
    return { block, nextHead: undefined };
  }
  const next = newMemory(headLength);
  await fill(file, [...block, next]);
  return { block, nextHead: blockHead(next, left - headLength) };
}

async function fill(file: FileHandle, parts: readonly Uint8Array[]): Promise<void> {
  let rest = parts.filter(({ length }) => length > 0);
  while (rest.length > 0) {
    let { bytesRead } = await file.readv(rest);
    if (bytesRead === 0) {
      throw new DamagedFile();
    }
    rest = rest.flatMap(part => {
      const read = Math.min(bytesRead, part.length);
      bytesRead -= read;
      return read === part.length ? [] : [part.subarray(read)];
    });
  }
}

/** Not a piece of a larger buffer, so that numbers can be read in place. */
const newMemory = (length: number): Buffer => Buffer.allocUnsafeSlow(length);

const checksumOf = ([first, second]: Block): number => crc32(second, crc32(first));
