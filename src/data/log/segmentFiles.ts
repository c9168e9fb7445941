import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

/**
 * The files of a shared log. A segment is written by the one window that made it; `.merging` is a segment
 * that a window has taken for itself to merge; `.part` is not whole yet and counts for nothing.
 */
const segment = /^[0-9a-f-]{36}\.jsonl$/;
const merging = /^[0-9a-f-]{36}\.jsonl\.(\d+)\.merging$/;

const isReadable = (name: string): boolean => segment.test(name) || merging.test(name);

/** The same for a segment and for what it is called while it is merged. */
export const keyOf = (name: string): string => name.slice(0, 36);

/** When a window took it to merge; absent for other files. */
export function claimedAt(name: string): number | undefined {
  const time = merging.exec(name)?.[1];
  return time === undefined ? undefined : Number(time);
}

/** What of a file has not been read yet. */
export interface FreshLines {
  readonly lines: readonly string[];
  /** Up to here it has been read, in bytes; what follows is not a whole line yet. */
  readonly end: number;
}

const pieceLength = 1 << 20;

export class SegmentFiles {
  constructor(readonly folder: string) {}

  /** Sorted; none where there is no folder yet. */
  async list(): Promise<readonly string[]> {
    try {
      return (await readdir(this.folder)).filter(isReadable).sort();
    } catch (error) {
      if (codeOf(error) === 'ENOENT') {
        return [];
      }
      throw error;
    }
  }

  /** Whole lines from `start` on; absent when the file is gone. */
  async read(name: string, start: number): Promise<FreshLines | undefined> {
    const file = await openThere(this.pathOf(name), 'r');
    if (!file) {
      return undefined;
    }
    try {
      const lines: string[] = [];
      let rest = Buffer.alloc(0);
      let end = start;
      for (let position = start; ;) {
        const piece = Buffer.alloc(pieceLength);
        const { bytesRead } = await file.read(piece, 0, pieceLength, position);
        if (bytesRead === 0) {
          return { lines, end };
        }
        position += bytesRead;
        const known = Buffer.concat([rest, piece.subarray(0, bytesRead)]);
        const last = known.lastIndexOf(0x0a) + 1;
        if (last > 0) {
          for (const line of known.toString('utf8', 0, last - 1).split('\n')) {
            lines.push(line);
          }
          end += last;
        }
        rest = known.subarray(last);
      }
    } finally {
      await file.close();
    }
  }

  /** An empty segment of our own. */
  async make(): Promise<string> {
    const name = `${randomUUID()}.jsonl`;
    await mkdir(this.folder, { recursive: true });
    await (await open(this.pathOf(name), 'wx')).close();
    return name;
  }

  /**
   * Adds to a segment of our own. `false` when another window has taken it away meanwhile: then it may or
   * may not have seen what was written.
   */
  async append(name: string, text: string): Promise<boolean> {
    const file = await openThere(this.pathOf(name), constants.O_WRONLY | constants.O_APPEND);
    if (!file) {
      return false;
    }
    try {
      await file.appendFile(text);
      const { ino } = await file.stat({ bigint: true });
      const there = await stat(this.pathOf(name), { bigint: true }).catch(() => undefined);
      return there?.ino === ino;
    } finally {
      await file.close();
    }
  }

  /** A whole segment, or none. */
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

  /** Takes a segment for itself to merge; absent when somebody else was faster or still holds it. */
  async claim(name: string, now: number): Promise<string | undefined> {
    const own = `${name.replace(/\.jsonl\..*$/, '.jsonl')}.${now}.merging`;
    try {
      await rename(this.pathOf(name), this.pathOf(own));
      return own;
    } catch (error) {
      if (['ENOENT', 'EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error))) {
        return undefined;
      }
      throw error;
    }
  }

  async remove(names: readonly string[]): Promise<void> {
    await Promise.all(names.map(name => rm(this.pathOf(name), { force: true })));
  }

  /** When it was last written, and how large it is; absent when it is gone. */
  async details(name: string): Promise<{ writtenAt: number; size: number } | undefined> {
    const found = await stat(this.pathOf(name)).catch(() => undefined);
    return found && { writtenAt: found.mtimeMs, size: found.size };
  }

  /** Files that somebody began long ago and never finished. */
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

async function openThere(file: string, flags: string | number): Promise<FileHandle | undefined> {
  try {
    return await open(file, flags);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';
