import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../../core/base/errorCode';
import { dayMs, hourMs } from '../../core/base/timeUnits';
import type { SavedChunk } from '../../core/store/saved/chunkWriter';
import type { Connection } from '../config/connection';
import { DamagedFile, endBlocks, readBlocks, writeBlock, type Block } from './savedFile';
import { parseHead, type JobsHead, type SavedHead } from './savedHead';

export type { JobsHead, SavedHead };

/** The jobs of a connection as they were saved: chunks for `JobStore.load`. */
export interface OpenedJobs {
  readonly head: SavedHead;
  /** @throws {DamagedFile} */
  readonly chunks: AsyncIterable<SavedChunk>;
  close(): Promise<void>;
}

export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** A job with texts of normal length takes 350 bytes. */
const bytesPerJob = 500;
const minBytes = 1_048_576;

/** Nobody has opened the connection since. */
const unusedMs = 30 * dayMs;
/** What a window left behind that was closed while it wrote. */
const abandonedMs = hourMs;

/** A folder with the jobs of each connection, so that they are there at once when a window opens. */
export class SavedJobs {
  constructor(
    private readonly folder: string,
    private readonly version: string,
  ) {}

  /** Undefined if nothing usable is saved. */
  async open(connection: Connection): Promise<OpenedJobs | undefined> {
    const file = await open(this.fileOf(connection)).catch(ignoreMissing);
    if (!file) {
      return undefined;
    }
    const blocks = readBlocks(file);
    const head = await headOf(blocks);
    if (head?.version === this.version && head.connection === keyOf(connection)) {
      return { head, chunks: chunksOf(blocks), close: () => file.close() };
    }
    await file.close();
    return undefined;
  }

  /**
   * Replaces what is saved of a connection once all is written; other windows may do the same.
   * @throws {TooLarge} and errors of the file system; then what was saved before is still there
   */
  async save(
    connection: Connection,
    head: JobsHead,
    jobs: number,
    chunks: Generator<SavedChunk, boolean>,
  ): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.tidy();
    const part = path.join(this.folder, `${randomUUID()}.part`);
    try {
      if (await this.write(part, connection, { ...head, jobs }, chunks)) {
        await rename(part, this.fileOf(connection));
      }
    } finally {
      await rm(part, { force: true });
    }
  }

  /** Deletes everything. */
  async clear(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  async forget(connection: Connection): Promise<void> {
    await rm(this.fileOf(connection), { force: true });
  }

  /** Returns whether all chunks were written. */
  private async write(
    part: string,
    connection: Connection,
    head: JobsHead & Pick<SavedHead, 'jobs'>,
    chunks: Generator<SavedChunk, boolean>,
  ): Promise<boolean> {
    const maxBytes = minBytes + head.jobs * bytesPerJob;
    const file = await open(part, 'wx', 0o600);
    try {
      const { version } = this;
      const whole: SavedHead = { ...head, version, connection: keyOf(connection) };
      await writeBlock(file, [Buffer.from(JSON.stringify(whole)), Buffer.alloc(0)]);
      let size = 0;
      let next = chunks.next();
      for (; next.done !== true; next = chunks.next()) {
        const { ascii, columns } = next.value;
        size += ascii.length + columns.length;
        if (size > maxBytes) {
          throw new TooLarge();
        }
        // Each write gives others a turn.
        await writeBlock(file, [ascii, columns]);
      }
      await endBlocks(file);
      await file.sync();
      return next.value;
    } finally {
      await file.close();
    }
  }

  private async tidy(): Promise<void> {
    for (const name of await readdir(this.folder)) {
      const file = path.join(this.folder, name);
      const limit = name.endsWith('.part') ? abandonedMs : unusedMs;
      const { mtimeMs } = (await stat(file).catch(ignoreMissing)) ?? { mtimeMs: Infinity };
      if (Date.now() - mtimeMs > limit) {
        await rm(file, { force: true });
      }
    }
  }

  private fileOf(connection: Connection): string {
    const hash = createHash('sha256').update(keyOf(connection)).digest('hex');
    return path.join(this.folder, `${hash.slice(0, 32)}.jobs`);
  }
}

/** Connections that read the same table with the same credentials share their jobs, whatever their names. */
const keyOf = ({ source, tableName, region, profile, endpoint }: Connection): string =>
  JSON.stringify([source ?? 'table', tableName, region, profile, endpoint]);

async function headOf(blocks: AsyncGenerator<Block, void>): Promise<SavedHead | undefined> {
  try {
    const first = await blocks.next();
    return first.done === true ? undefined : parseHead(new TextDecoder().decode(first.value[0]));
  } catch (error) {
    if (error instanceof DamagedFile) {
      return undefined;
    }
    throw error;
  }
}

async function* chunksOf(blocks: AsyncGenerator<Block, void>): AsyncGenerator<SavedChunk, void> {
  for await (const [ascii, columns] of blocks) {
    yield { ascii, columns };
  }
}

function ignoreMissing(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') {
    throw error;
  }
}
