import type { Connection } from './config/connection';
import type { JobSource, SourceMemory } from './feed/jobSource';
import { TableSource } from './feed/tableSource';
import { loadAws } from './lazyAws';

/** Opens the source that a connection names; loads the AWS SDK when it is first used. */
export async function openJobSource(
  connection: Connection,
  _memory: SourceMemory,
): Promise<JobSource> {
  return new TableSource(await (await loadAws()).openJobTable(connection));
}
