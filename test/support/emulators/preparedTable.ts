import { programArguments } from '../processes/programArguments';
import { ManagedProcess, untilUp } from '../../local/process/managedProcess';

export interface PreparedTableOptions {
  readonly jobs: number;
  /** The delay of each response. */
  readonly delayMs: number;
  /** The number of new jobs per refresh, in addition to 100 changed ones. */
  readonly newJobs?: number;
}

/** A table larger than any emulator can hold, in a separate process; see bench/refresh/preparedTable. */
export class PreparedTable {
  private constructor(
    private readonly process: ManagedProcess,
    readonly endpoint: string,
  ) {}

  static async start({ jobs, delayMs, newJobs = 0 }: PreparedTableOptions): Promise<PreparedTable> {
    const table = new ManagedProcess(process.execPath, [
      ...(await programArguments('test/bench/refresh/preparedTable.ts')),
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
