import { settledEntries, type ActionEntry } from '../../core/actions/actionLog';
import { Emitter, type Disposable } from '../../core/base/emitter';
import type { Log } from './memoryLog';

/** Past actions on jobs, from all windows; survives restarts. */
export class ActionHistory implements Disposable {
  private readonly changed = new Emitter<void>();
  private readonly subscription: Disposable;
  private sorted: readonly ActionEntry[] | undefined;

  readonly onDidChange = this.changed.event;

  constructor(private readonly log: Log<ActionEntry>) {
    this.subscription = log.onDidChange(() => {
      this.sorted = undefined;
      this.changed.fire();
    });
  }

  /** Newest first; of the same time, the last added first. Only this window's entries until `ready`. */
  get entries(): readonly ActionEntry[] {
    this.sorted ??= settledEntries(this.log.entries)
      .toReversed()
      .sort((a, b) => b.at - a.at);
    return this.sorted;
  }

  /** Resolves when the stored entries are loaded; the first call loads them. */
  ready(): Promise<void> {
    return this.log.ready();
  }

  /** Adds entries to `entries` at once; resolves when they are stored. */
  add(entries: readonly ActionEntry[]): Promise<void> {
    return this.log.add(entries);
  }

  /** Like `add`, but resolves to whether the entries survive a crash. */
  addDurably(entries: readonly ActionEntry[]): Promise<boolean> {
    return this.log.addDurably(entries);
  }

  /** Clears the history in all windows. */
  clear(): Promise<void> {
    return this.log.clear();
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}
