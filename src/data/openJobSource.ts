import { readsBatch, type Connection } from './config/connection';
import type { JobSource, SourceMemory } from './feed/jobSource';
import { TableSource } from './feed/tableSource';
import { loadAws } from './lazyAws';
import { loadBatch } from './lazyBatch';

/** Opens the source that a connection names; loads the AWS SDK when it is first used. */
export async function openJobSource(
  connection: Connection,
  memory: SourceMemory,
): Promise<JobSource> {
  return readsBatch(connection)
    ? (await loadBatch()).openBatchSource(connection, memory)
    : new TableSource(await (await loadAws()).openJobTable(connection));
}
