import type { ActionEntry } from '../../core/actions/actionLog';
import { Emitter, type Disposable } from '../../core/base/emitter';
import type { ActionHistory } from './actionHistory';

/** Which job retried which, as far as the action history is loaded. */
export class RetryLinks implements Disposable {
  private readonly changed = new Emitter<undefined>();
  private readonly subscription: Disposable;
  private newest = new Map<string, string>();
  private originals = new Map<string, string>();

  /** Fires when jobs got other links. */
  readonly onDidChange = this.changed.event;

  constructor(history: Pick<ActionHistory, 'entries' | 'onDidChange'>) {
    this.read(history.entries);
    this.subscription = history.onDidChange(() => {
      const before = this.originals.size;
      this.read(history.entries);
      if (this.originals.size !== before) {
        this.changed.fire(undefined);
      }
    });
  }

  /** The newest job that retried this one. */
  readonly retriedAs = (jobId: string): string | undefined => this.newest.get(jobId);

  /** The job that this one retried. */
  readonly retryOf = (jobId: string): string | undefined => this.originals.get(jobId);

  /** The jobs that retried others. */
  get newJobs(): Iterable<string> {
    return this.originals.keys();
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  /** `entries` are newest first. */
  private read(entries: readonly ActionEntry[]): void {
    this.newest = new Map();
    this.originals = new Map();
    for (const { jobId, newJobId } of entries) {
      if (newJobId !== undefined) {
        this.originals.set(newJobId, jobId);
        this.newest.set(jobId, this.newest.get(jobId) ?? newJobId);
      }
    }
  }
}
