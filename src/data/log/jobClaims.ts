import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../core/base/errorCode';
import { minuteMs } from '../../core/base/timeUnits';

/** How long a job stays claimed. */
export const claimMs = 5 * minuteMs;

/**
 * Lets one window at a time act on a job: the first to create its file. A claim ends by itself, so that a window that
 * crashed blocks nobody for long. Files are named by time slots and never taken over, because a takeover cannot be
 * atomic.
 */
export class JobClaims {
  private readonly own = new Map<string, string>();
  private hasTidied = false;

  /** `folder`: shared by all windows. */
  constructor(
    private readonly folder: string,
    private readonly now: () => number = Date.now,
  ) {}

  /** Whether nobody else has claimed the job recently, in this window or another one. */
  async claim(jobId: string): Promise<boolean> {
    await this.tidy();
    const slot = Math.floor(this.now() / claimMs);
    const file = this.fileOf(jobId, slot);
    if (!(await create(file, new Date(this.now())))) {
      return false;
    }
    // Windows may disagree about the slot for a moment, so both neighbors count.
    for (const other of [slot - 1, slot + 1]) {
      if (await this.isRecent(this.fileOf(jobId, other))) {
        await rm(file, { force: true });
        return false;
      }
    }
    this.own.set(jobId, file);
    return true;
  }

  /** Ends a claim of this window: nothing was sent. */
  async release(jobId: string): Promise<void> {
    const file = this.own.get(jobId);
    if (file !== undefined) {
      this.own.delete(jobId);
      await rm(file, { force: true });
    }
  }

  private fileOf(jobId: string, slot: number): string {
    const hash = createHash('sha256').update(jobId).digest('hex');
    return join(this.folder, `${hash}.${slot}`);
  }

  private async isRecent(file: string): Promise<boolean> {
    const writtenAt = (await stat(file).catch(() => undefined))?.mtimeMs;
    return writtenAt !== undefined && Math.abs(this.now() - writtenAt) < claimMs;
  }

  /** Removes claims that ended long ago, once per window. */
  private async tidy(): Promise<void> {
    if (this.hasTidied) {
      return;
    }
    this.hasTidied = true;
    await mkdir(this.folder, { recursive: true });
    const oldest = Math.floor(this.now() / claimMs) - 2;
    for (const name of await readdir(this.folder)) {
      if (Number(name.split('.')[1]) < oldest) {
        await rm(join(this.folder, name), { force: true });
      }
    }
  }
}

/** Whether the file is new. Its time is that of this computer, even on a network drive. */
async function create(path: string, time: Date): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.utimes(time, time);
    await file.close();
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      return false;
    }
    throw error;
  }
}
