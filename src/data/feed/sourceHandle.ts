import type { Connection } from '../config/connection';
import { SourceMemory, type JobSource } from './jobSource';

export type OpenSource = (connection: Connection, memory: SourceMemory) => Promise<JobSource>;

/** The open source of a connection. Reads and event documents share it, even while it is being opened. */
export class SourceHandle {
  private source: Promise<JobSource> | undefined;
  private memory = new SourceMemory();

  constructor(
    private readonly openSource: OpenSource,
    private connection: Connection,
  ) {}

  get(): Promise<JobSource> {
    if (!this.source) {
      const source = this.openSource(this.connection, this.memory);
      this.source = source;
      // The next caller tries again, instead of getting the error of this one.
      source.catch(() => {
        this.source = this.source === source ? undefined : this.source;
      });
    }
    return this.source;
  }

  /** Reopens the source if the AWS files changed, so that edited profiles apply from the next read on. */
  async current(signal: AbortSignal): Promise<JobSource> {
    const source = await this.get();
    const isOutdated = await source.isOutdated?.();
    // By now, another connection's source may be open.
    signal.throwIfAborted();
    if (isOutdated !== true) {
      return source;
    }
    this.close();
    return this.get();
  }

  /** Closes the source; the next caller opens it again. */
  close(): void {
    // Callers waiting for a source that fails to open get the error; there is nothing to close then.
    void this.source?.then(
      source => source.close(),
      () => undefined,
    );
    this.source = undefined;
  }

  /** Switches to another connection; keeps nothing of the old one. */
  connect(connection: Connection): void {
    this.close();
    this.connection = connection;
    this.memory = new SourceMemory();
  }
}
