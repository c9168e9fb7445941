import { readsBatch, type Connection } from './config/connection';
import type { JobSource, SourceMemory } from './feed/jobSource';
import { SupplementedTable, type SupplementOptions } from './feed/supplementedTable';
import { TableSource } from './feed/tableSource';
import { loadAws } from './lazyAws';
import { loadBatch } from './lazyBatch';

/**
 * Opens the source that a connection names; loads the AWS SDK when it is first used. `supplement`: what a table lacks
 * may be read from AWS Batch.
 */
export async function openJobSource(
  connection: Connection,
  memory: SourceMemory,
  supplement?: Omit<SupplementOptions, 'open' | 'region'>,
): Promise<JobSource> {
  if (readsBatch(connection)) {
    return (await loadBatch()).openBatchSource(connection, memory);
  }
  const table = await (await loadAws()).openJobTable(connection);
  return supplement
    ? new SupplementedTable(table, memory, {
        ...supplement,
        region: connection.region,
        open: async kept => (await loadBatch()).openBatchSupplement(connection, kept),
      })
    : new TableSource(table);
}
