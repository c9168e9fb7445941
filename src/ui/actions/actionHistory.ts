import type { ActionEntry } from '../../core/actionLog';
import { Emitter, type Disposable } from '../../core/emitter';

/** What was done about jobs, by all windows; survives restarts. */
export class ActionHistory implements Disposable {
  private readonly changed = new Emitter<void>();
  private known: readonly ActionEntry[] = [];

  readonly onDidChange = this.changed.event;

  /** Newest first; empty until `ready`. */
  get entries(): readonly ActionEntry[] {
    return this.known;
  }

  /** Resolves when what is kept has been read; reads it at the first call. */
  ready(): Promise<void> {
    return Promise.resolve();
  }

  /** They are in `entries` at once; resolves when they are kept. */
  add(entries: readonly ActionEntry[]): Promise<void> {
    this.known = [...entries.toReversed(), ...this.known];
    this.changed.fire();
    return Promise.resolve();
  }

  /** Forgets all, for all windows. */
  clear(): Promise<void> {
    this.known = [];
    this.changed.fire();
    return Promise.resolve();
  }

  dispose(): void {
    this.changed.dispose();
  }
}
