import { ManagedProcess, untilUp } from '../../local/process/managedProcess';

export interface PreparedTableOptions {
  readonly jobs: number;
  /** How long each answer takes. */
  readonly delayMs: number;
  /** Jobs that are new with each refresh, beside 100 that change. */
  readonly newJobs?: number;
}

/** A table of a size no emulator can hold, in a process of its own; see bench/refresh/preparedTable. */
export class PreparedTable {
  private constructor(
    private readonly process: ManagedProcess,
    readonly endpoint: string,
  ) {}

  static async start({ jobs, delayMs, newJobs = 0 }: PreparedTableOptions): Promise<PreparedTable> {
    const table = new ManagedProcess(process.execPath, [
      ...['--import', 'tsx', 'test/bench/refresh/preparedTable.ts'],
      ...[jobs, delayMs, newJobs].map(String),
    ]);
    const address = (): string | undefined => /http:\S+/.exec(table.output)?.[0];
    await untilUp('the endpoint of prepared pages', table, () =>
      address() === undefined ? Promise.reject(new Error('no address yet')) : undefined,
    );
    return new PreparedTable(table, address() ?? '');
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
