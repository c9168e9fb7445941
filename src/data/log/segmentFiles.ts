import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../../core/base/errorCode';

/**
 * The files of a shared log. Only the window that created a segment writes it; `.merging` is a segment that a
 * window has claimed for merging; `.part` is unfinished and ignored.
 */
const segment = /^[0-9a-f-]{36}\.jsonl$/;
const merging = /^[0-9a-f-]{36}\.jsonl\.(\d+)\.merging$/;

const isReadable = (name: string): boolean => segment.test(name) || merging.test(name);

/** Identifies a segment, also while it is being merged. */
export const keyOf = (name: string): string => name.slice(0, 36);

/** When a window claimed the file for merging; undefined for other files. */
export function claimedAt(name: string): number | undefined {
  const time = merging.exec(name)?.[1];
  return time === undefined ? undefined : Number(time);
}

/** The lines of a file that have not been read yet. */
export interface UnreadLines {
  readonly lines: readonly string[];
  /** The position in bytes after the last whole line. */
  readonly end: number;
}

const chunkLength = 1 << 20;

export class SegmentFiles {
  constructor(readonly folder: string) {}

  /** Sorted; empty if the folder does not exist yet. */
  async list(): Promise<readonly string[]> {
    try {
      return (await readdir(this.folder)).filter(isReadable).sort();
    } catch (error) {
      if (errorCode(error) === 'ENOENT') {
        return [];
      }
      throw error;
    }
  }

  /** Whole lines from `start` on; undefined if the file no longer exists. */
  async read(name: string, start: number): Promise<UnreadLines | undefined> {
    const file = await openIfExists(this.pathOf(name), 'r');
    if (!file) {
      return undefined;
    }
    try {
      const lines: string[] = [];
      let remainder = Buffer.alloc(0);
      let end = start;
      for (let position = start; ;) {
        const chunk = Buffer.alloc(chunkLength);
        const { bytesRead } = await file.read(chunk, 0, chunkLength, position);
        if (bytesRead === 0) {
          return { lines, end };
        }
        position += bytesRead;
        const buffer = Buffer.concat([remainder, chunk.subarray(0, bytesRead)]);
        const last = buffer.lastIndexOf(0x0a) + 1;
        if (last > 0) {
          for (const line of buffer.toString('utf8', 0, last - 1).split('\n')) {
            lines.push(line);
          }
          end += last;
        }
        remainder = buffer.subarray(last);
      }
    } finally {
      await file.close();
    }
  }

  /** Creates an empty segment for this window. */
  async make(): Promise<string> {
    const name = `${randomUUID()}.jsonl`;
    await mkdir(this.folder, { recursive: true });
    await (await open(this.pathOf(name), 'wx')).close();
    return name;
  }

  /**
   * Appends to a segment of this window. `false` if another window has claimed it meanwhile, which may or may
   * not have seen what was written. `isDurable`: it then also survives a crash of the computer.
   */
  async append(name: string, text: string, isDurable = false): Promise<boolean> {
    const file = await openIfExists(this.pathOf(name), constants.O_WRONLY | constants.O_APPEND);
    if (!file) {
      return false;
    }
    try {
      await file.appendFile(text);
      if (isDurable) {
        await file.datasync();
      }
      const { ino } = await file.stat({ bigint: true });
      const current = await stat(this.pathOf(name), { bigint: true }).catch(() => undefined);
      return current?.ino === ino;
    } finally {
      await file.close();
    }
  }

  /** Writes a segment atomically: all of it or nothing. */
  async writeWhole(text: string): Promise<{ readonly name: string; readonly size: number }> {
    const name = `${randomUUID()}.jsonl`;
    const unfinished = `${this.pathOf(name)}.part`;
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, this.pathOf(name));
    return { name, size: Buffer.byteLength(text) };
  }

  /** Claims a segment for merging; undefined if another window was faster or still has it open. */
  async claim(name: string, now: number): Promise<string | undefined> {
    const claimedName = `${name.replace(/\.jsonl\..*$/, '.jsonl')}.${now}.merging`;
    try {
      await rename(this.pathOf(name), this.pathOf(claimedName));
      return claimedName;
    } catch (error) {
      if (['ENOENT', 'EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error) ?? '')) {
        return undefined;
      }
      throw error;
    }
  }

  async remove(names: readonly string[]): Promise<void> {
    await Promise.all(names.map(name => rm(this.pathOf(name), { force: true })));
  }

  /** When it was last written, and its size in bytes; undefined if it no longer exists. */
  async details(name: string): Promise<{ writtenAt: number; size: number } | undefined> {
    const stats = await stat(this.pathOf(name)).catch(() => undefined);
    return stats && { writtenAt: stats.mtimeMs, size: stats.size };
  }

  /** Removes unfinished files that were last written before that time. */
  async removeUnfinished(before: number): Promise<void> {
    for (const name of (await readdir(this.folder)).filter(name => name.endsWith('.jsonl.part'))) {
      const details = await this.details(name);
      if (details && details.writtenAt < before) {
        await this.remove([name]);
      }
    }
  }

  private pathOf(name: string): string {
    return path.join(this.folder, name);
  }
}

async function openIfExists(file: string, flags: string | number): Promise<FileHandle | undefined> {
  try {
    return await open(file, flags);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
