import { rowsPerChunk } from '../columns/chunks';
import type { JobStore } from '../jobStore';
import { ChunkWriter, type SavedChunk } from './chunkWriter';

/**
 * All jobs as chunks for `JobStore.load`. Jobs may change between two chunks: those that do may be saved in
 * either state, or twice, so who loads them must read what changed since the first chunk. Ends early, with `false`, if
 * the store is cleared meanwhile.
 */
export function* savedChunks(store: Pick<JobStore, 'rows'>): Generator<SavedChunk, boolean> {
  const { rows } = store;
  const end = rows.length;
  let pending = new Uint32Array();
  for (let first = 0; first < end; first += rowsPerChunk) {
    if (store.rows !== rows) {
      return false;
    }
    const length = Math.min(rowsPerChunk, end - first);
    const jobs = new Uint32Array(length)
      .map((_, index) => first + index)
      .filter(row => rows.has(row));
    // Chunks with few jobs are saved together. Whole ones stay what they are, which is fast.
    if (pending.length + jobs.length > rowsPerChunk) {
      yield saved(rows, pending);
      pending = jobs;
    } else {
      pending = Uint32Array.of(...pending, ...jobs);
    }
  }
  if (store.rows !== rows) {
    return false;
  }
  if (pending.length > 0) {
    yield saved(rows, pending);
  }
  return true;
}

function saved(rows: JobStore['rows'], list: Uint32Array): SavedChunk {
  const writer = new ChunkWriter();
  rows.save(list, writer);
  return writer.finish();
}
