import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { TempFolder } from '../../local/process/tempFolder';

/** A real but tiny file system that can be filled or made read-only. Requires root on Linux. */
export class SmallDisk {
  private readonly temp = new TempFolder();

  /** Undefined if it cannot be created. */
  static make(bytes: number): SmallDisk | undefined {
    const disk = new SmallDisk();
    if (mount('-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', disk.path)) {
      return disk;
    }
    disk.temp.remove();
    return undefined;
  }

  get path(): string {
    return this.temp.path;
  }

  /** Fills the disk to the last byte. */
  fill(): void {
    for (let size = 1 << 20; size >= 1; size = Math.floor(size / 2)) {
      for (let part = 0; this.write(`${size}-${part}`, size); part++);
    }
  }

  makeRoom(): void {
    this.fillers.splice(0).forEach(file => rmSync(file, { force: true }));
  }

  set isReadOnly(isReadOnly: boolean) {
    if (!mount('-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, this.path)) {
      throw new Error(`${this.path} could not be mounted anew`);
    }
  }

  remove(): void {
    spawnSync('umount', ['-l', this.path]);
    this.temp.remove();
  }

  private readonly fillers: string[] = [];

  private write(name: string, size: number): boolean {
    const file = path.join(this.path, `filler-${name}`);
    this.fillers.push(file);
    try {
      writeFileSync(file, Buffer.alloc(size, 1), { flag: 'wx' });
      return true;
    } catch {
      return false;
    }
  }
}

const mount = (...args: readonly string[]): boolean =>
  process.platform === 'linux' && spawnSync('mount', args).status === 0;
