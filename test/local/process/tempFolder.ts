import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atExit } from './atExit';

/** A folder of our own that is gone when it is removed or when the process ends. */
export class TempFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), 'batch-monitor-'));
  private readonly forget = atExit(() => this.delete());

  remove(): void {
    this.forget();
    this.delete();
  }

  private delete(): void {
    // Processes that are just being stopped may still write; a few tries outlast them.
    rmSync(this.path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}
