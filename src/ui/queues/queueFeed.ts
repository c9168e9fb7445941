import { minuteMs } from '../../core/base/timeUnits';
import { Emitter, type Disposable } from '../../core/base/emitter';
import { isAbort, type UserError } from '../../core/diagnostics/errors';
import type { Outcome } from '../../core/polling/poller';
import { queueViewsOf, type QueueView } from '../../core/queues/queueView';
import {
  readQueues,
  readSnapshot,
  type QueueApi,
  type QueueReading,
  type QueueSnapshot,
} from '../../data/batch/queueReader';
import { wantedQueues, type Connection } from '../../data/config/connection';
import { asUserError } from '../../data/feed/feedError';
import { outcomeOf } from '../../data/feed/feedState';

export interface QueuesState {
  readonly isReading: boolean;
  readonly reading: QueueReading | undefined;
  readonly views: readonly QueueView[];
  /** Why the last read failed; what was read before stays. */
  readonly error: UserError | undefined;
}

export interface QueueFeedOptions {
  readonly connection: () => Connection;
  /** Whether the queues of the connection may be read. */
  readonly isAllowed: () => boolean;
  /** Opens the client; throws in Restricted Mode. */
  readonly open: (connection: Connection) => Promise<QueueApi>;
  readonly now: () => number;
}

/** What was read is used for this long before it is read again. */
export const queuesMaxAgeMs = minuteMs;

const nothing: QueuesState = {
  isReading: false,
  reading: undefined,
  views: [],
  error: undefined,
};

interface ReadSnapshot {
  readonly at: number;
  readonly snapshot: Promise<QueueSnapshot>;
}

/** The queues of the active connection, read at most once a minute unless the user refreshes them. */
export class QueueFeed implements Disposable {
  private readonly changed = new Emitter<QueuesState>();
  private current = nothing;
  private readAt = -Infinity;
  private running: Promise<Outcome> | undefined;
  private client: Promise<QueueApi> | undefined;
  /** Aborted when the connection changes. */
  private connected = new AbortController();
  private readonly snapshots = new Map<string, ReadSnapshot>();

  readonly onDidChange = this.changed.event;

  constructor(private readonly options: QueueFeedOptions) {}

  get state(): QueuesState {
    return this.current;
  }

  /** Reads the queues now; calls during a read share it. */
  refresh(): Promise<Outcome> {
    if (!this.options.isAllowed()) {
      return Promise.resolve('ok');
    }
    if (!this.running) {
      this.snapshots.clear();
      const running: Promise<Outcome> = this.read(this.connected.signal).finally(() => {
        if (this.running === running) {
          this.running = undefined;
        }
      });
      this.running = running;
    }
    return this.running;
  }

  /** The queue of a job, read in the last minute; undefined if it is not allowed or not known. */
  async viewOf(jobQueue: string): Promise<QueueView | undefined> {
    if (this.options.now() - this.readAt >= queuesMaxAgeMs) {
      await this.refresh();
    }
    return this.current.views.find(
      ({ queue }) => queue.arn === jobQueue || queue.name === jobQueue,
    );
  }

  /**
   * The front of a queue and its utilization, read in the last minute; failures are remembered as long.
   * @throws {UserError} if it cannot be read; AbortError when the connection changes
   */
  snapshot(queueArn: string): Promise<QueueSnapshot> {
    const now = this.options.now();
    const known = this.snapshots.get(queueArn);
    if (known && now - known.at < queuesMaxAgeMs) {
      return known.snapshot;
    }
    const { signal } = this.connected;
    const snapshot = this.open().then(async batch => readSnapshot(batch, queueArn, signal));
    this.snapshots.set(queueArn, { at: now, snapshot });
    return snapshot;
  }

  /** The connection has changed: forgets everything. */
  reconnect(): void {
    this.connected.abort();
    this.connected = new AbortController();
    this.running = undefined;
    this.readAt = -Infinity;
    this.snapshots.clear();
    this.close();
    this.set(nothing);
  }

  dispose(): void {
    this.connected.abort();
    this.close();
    this.changed.dispose();
  }

  private async read(signal: AbortSignal): Promise<Outcome> {
    this.set({ ...this.current, isReading: true });
    try {
      const wanted = wantedQueues(this.options.connection());
      const reading = await readQueues(await this.open(), signal, wanted);
      if (signal.aborted) {
        return 'ok';
      }
      const views = queueViewsOf(reading.queues, reading.environments);
      this.set({ isReading: false, reading, views, error: undefined });
      return 'ok';
    } catch (error) {
      if (signal.aborted || isAbort(error)) {
        return 'ok';
      }
      const known = asUserError(error);
      this.set({ ...this.current, isReading: false, error: known });
      return outcomeOf({ phase: 'failed', error: known }, false);
    } finally {
      if (!signal.aborted) {
        this.readAt = this.options.now();
      }
    }
  }

  private open(): Promise<QueueApi> {
    if (!this.client) {
      const client = this.options.open(this.options.connection());
      this.client = client;
      client.catch(() => {
        // Opening it may succeed later, such as once the folder is trusted.
        this.client = this.client === client ? undefined : this.client;
      });
    }
    return this.client;
  }

  private close(): void {
    const { client } = this;
    this.client = undefined;
    void client?.then(
      batch => batch.close(),
      () => undefined,
    );
  }

  private set(state: QueuesState): void {
    this.current = state;
    this.changed.fire(state);
  }
}
