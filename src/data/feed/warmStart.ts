import { describeError } from '../../core/diagnostics/errors';
import { ChunkReader } from '../../core/store/saved/chunkReader';
import { savedChunks } from '../../core/store/saved/savedChunks';
import type { JobStore } from '../../core/store/jobStore';
import type { Connection } from '../config/connection';
import type { JobsHead, OpenedJobs, SavedHead, SavedJobs } from '../saved/savedJobs';
import type { TableShape } from '../table/tableShape';
import type { FeedState } from './feedState';
import type { ReadHistory } from './readPlan';

export interface WarmStartOptions {
  readonly store: JobStore;
  /** Undefined if nothing may be saved of this connection now. */
  readonly savedJobs: (connection: Connection) => SavedJobs | undefined;
  readonly warn: (message: string) => void;
  readonly now: () => number;
}

/** Saves the jobs of a connection, and fills the store with them when a window opens. */
export class WarmStart {
  /** Whether the saved jobs of the connection were looked for. */
  private isTried = false;
  /** What is known of the saved jobs' table, until it is known whether it is this one. */
  private unproven: Pick<SavedHead, 'tableId'> | undefined;
  private hasUnsaved = false;
  private saving: Promise<void> = Promise.resolve();

  constructor(private readonly options: WarmStartOptions) {}

  /** Whether `prove` must be called before what is known of the saved jobs is used. */
  get needsProof(): boolean {
    return this.unproven !== undefined;
  }

  /** Call when the connection has changed. */
  reset(): void {
    this.isTried = false;
    this.unproven = undefined;
    this.hasUnsaved = false;
  }

  /**
   * Fills the store, at the first call for a connection. Resolves with what is known of the jobs, or with undefined
   * if there are none.
   */
  async restore(connection: Connection, signal: AbortSignal): Promise<SavedHead | undefined> {
    if (this.isTried) {
      return undefined;
    }
    this.isTried = true;
    const saved = this.options.savedJobs(connection);
    try {
      const opened = await saved?.open(connection);
      const head = opened && (await this.fill(opened, signal));
      this.unproven = head;
      return head;
    } catch (error) {
      this.options.warn(`could not use the saved jobs: ${describeError(error)}`);
      await saved?.forget(connection).catch(() => undefined);
      if (!signal.aborted) {
        this.options.store.clear();
      }
      return undefined;
    }
  }

  /** Whether the saved jobs are those of this table. */
  prove(shape: TableShape | undefined): 'same' | 'unknown' | 'other' {
    const { tableId } = this.unproven ?? {};
    this.unproven = undefined;
    if (tableId === undefined || shape?.id === undefined) {
      return 'unknown';
    }
    return tableId === shape.id ? 'same' : 'other';
  }

  /** Call when jobs have changed, or all of them were read. */
  outdate(): void {
    this.hasUnsaved = true;
  }

  /** Saves the jobs of a table, unless they are. Resolves once they are saved, or could not be. */
  save(state: FeedState, history: ReadHistory): Promise<void> {
    const { connection, shape, updatedAt, completeUnits, malformed } = state;
    const { completeAt, watermark, scanUnits } = history;
    if (this.hasUnsaved && shape && updatedAt !== undefined && completeAt !== undefined) {
      this.hasUnsaved = false;
      const known = { updatedAt, completeAt, watermark, scanUnits, completeUnits, malformed };
      this.write(connection, { ...known, tableId: shape.id });
    }
    return this.saving;
  }

  private async fill(opened: OpenedJobs, signal: AbortSignal): Promise<SavedHead | undefined> {
    const { store, now } = this.options;
    try {
      store.expect(opened.head.jobs);
      for await (const chunk of opened.chunks) {
        if (signal.aborted) {
          return undefined;
        }
        store.load(new ChunkReader(chunk), now());
      }
      return opened.head;
    } finally {
      await opened.close();
    }
  }

  private write(connection: Connection, head: JobsHead): void {
    const { store, savedJobs, warn } = this.options;
    const { rows } = store;
    // One after the other, so that the latest is what remains.
    this.saving = this.saving.then(async () => {
      try {
        if (store.rows === rows) {
          await savedJobs(connection)?.save(connection, head, store.size, savedChunks(store));
        }
      } catch (error) {
        warn(`could not save the jobs: ${describeError(error)}`);
      }
    });
  }
}
