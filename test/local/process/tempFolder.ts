import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atExit } from './atExit';

/** A temporary folder, deleted by `remove` or when the process ends. */
export class TempFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), 'batch-monitor-'));
  private readonly cancelCleanUp = atExit(() => this.delete());

  remove(): void {
    this.cancelCleanUp();
    this.delete();
  }

  private delete(): void {
    // Retry, because processes that are being stopped may still write.
    rmSync(this.path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}
