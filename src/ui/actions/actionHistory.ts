import type { ActionEntry } from '../../core/actions/actionLog';
import { Emitter, type Disposable } from '../../core/base/emitter';
import type { Log } from './memoryLog';

/** What was done about jobs, by all windows; survives restarts. */
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

  /** Newest first; of the same moment, the last one first. Only those of this window until `ready`. */
  get entries(): readonly ActionEntry[] {
    this.sorted ??= this.log.entries.toReversed().sort((a, b) => b.at - a.at);
    return this.sorted;
  }

  /** Resolves when what is kept has been read; reads it at the first call. */
  ready(): Promise<void> {
    return this.log.ready();
  }

  /** They are in `entries` at once; resolves when they are kept. */
  add(entries: readonly ActionEntry[]): Promise<void> {
    return this.log.add(entries);
  }

  /** Forgets all, for all windows. */
  clear(): Promise<void> {
    return this.log.clear();
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}
