import type { JobStore } from '../jobStore';
import { ChunkWriter } from './chunkWriter';

/** Small enough to write one without a noticeable pause. */
const rowsPerChunk = 4_096;

/**
 * All jobs as chunks of bytes for `JobStore.load`. Jobs may change between two chunks: those that do may be saved in
 * either state, or twice, so who loads them must read what changed since the first chunk. Ends early, with `false`, if
 * the store is cleared meanwhile.
 */
export function* savedChunks(store: Pick<JobStore, 'rows'>): Generator<Uint8Array, boolean> {
  const { rows } = store;
  const end = rows.length;
  for (let first = 0; first < end; first += rowsPerChunk) {
    if (store.rows !== rows) {
      return false;
    }
    const chunk = new Uint32Array(Math.min(rowsPerChunk, end - first)).map(
      (_, index) => first + index,
    );
    const writer = new ChunkWriter();
    rows.save(
      chunk.filter(row => rows.has(row)),
      writer,
    );
    yield writer.finish();
  }
  return true;
}
