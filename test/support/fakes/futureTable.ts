import type { ItemPage, JobTable } from '../../../src/data/table/jobTable';

/** The table under a service whose clock is ahead by that much. */
export function inTheFuture(table: JobTable, shiftMs: () => number): JobTable {
  async function* changedPages(signal: AbortSignal, since?: number): AsyncGenerator<ItemPage> {
    for await (const page of table.changedPages(signal, since)) {
      if (page.servedAt === undefined) {
        throw new Error('The emulator does not tell the time.');
      }
      yield { ...page, servedAt: page.servedAt + shiftMs() };
    }
  }
  return {
    shape: signal => table.shape(signal),
    scanPages: (signal, segments) => table.scanPages(signal, segments),
    samplePage: (signal, count) => table.samplePage(signal, count),
    currentPages: (jobIds, signal) => table.currentPages(jobIds, signal),
    getItem: (jobId, signal) => table.getItem(jobId, signal),
    close: () => table.close(),
    changedPages,
  };
}
