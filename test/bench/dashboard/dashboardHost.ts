import { ManagedProcess } from '../../local/process/managedProcess';
import { until } from '../../local/process/until';

/** The extension host's side of a dashboard with so many jobs, in a process of its own. */
export class DashboardHost {
  private constructor(
    private readonly process: ManagedProcess,
    private readonly port: string,
  ) {}

  static async start(jobs: number): Promise<DashboardHost> {
    const program = 'test/bench/dashboard/serveDashboard.ts';
    const process = new ManagedProcess(globalThis.process.execPath, [
      ...['--import', 'tsx', program, String(jobs)],
    ]);
    // A million jobs are made in half a minute.
    const patience = { timeoutMs: 180_000 };
    const portOf = (): string | undefined =>
      process.hasExited ? '' : /port (\d+)/.exec(process.output)?.[1];
    try {
      const port = await until('the host of the dashboard', portOf, patience);
      if (port === '') {
        throw new Error(`The host of the dashboard ended:\n${process.output}`);
      }
      return new DashboardHost(process, port);
    } catch (error) {
      await process.stop();
      throw error;
    }
  }

  /** The outer frame; the page in it is of another origin, as in VS Code, so it has a process of its own. */
  get address(): string {
    return `http://localhost:${this.port}/`;
  }

  get pageAddress(): string {
    return `http://127.0.0.1:${this.port}/page`;
  }

  /** The same with an empty page in place of the dashboard. */
  get floorAddress(): string {
    return `http://localhost:${this.port}/floor`;
  }

  get emptyPageAddress(): string {
    return `http://127.0.0.1:${this.port}/empty`;
  }

  /** A refresh brings 100 changes. */
  async change(): Promise<void> {
    await fetch(`http://127.0.0.1:${this.port}/change`);
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
