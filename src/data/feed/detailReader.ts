import { describeError } from '../../core/diagnostics/errors';
import type { ItemPage } from '../table/jobTable';
import type { JobSource } from './jobSource';

export interface DetailReaderOptions {
  readonly apply: (page: ItemPage) => void;
  readonly warn: (message: string) => void;
}

/** Reads what a source's lists leave out, in the background, once at a time; reads do not depend on it. */
export class DetailReader {
  private isRunning = false;
  /** Something to read may have come up since the run began. */
  private isAgain = false;

  constructor(private readonly options: DetailReaderOptions) {}

  async run(source: JobSource, signal: AbortSignal): Promise<void> {
    this.isAgain = true;
    if (!source.details || this.isRunning) {
      return;
    }
    this.isRunning = true;
    try {
      while (this.isAgain) {
        this.isAgain = false;
        for await (const page of source.details(signal)) {
          signal.throwIfAborted();
          this.options.apply(page);
        }
      }
    } catch (error) {
      if (!signal.aborted) {
        this.options.warn(`could not read the details of jobs: ${describeError(error)}`);
      }
    } finally {
      this.isRunning = false;
    }
  }
}
