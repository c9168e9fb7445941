import { ChunkReader } from '../../../src/core/store/saved/chunkReader';
import { ChunkWriter } from '../../../src/core/store/saved/chunkWriter';
import { JoinedTexts } from '../../../src/core/store/saved/joinedTexts';

/** The texts of columns of one chunk as they are once saved and read: those of ASCII are bytes. */
export function savedTexts(
  columns: readonly (readonly (string | undefined)[])[],
): readonly JoinedTexts[] {
  const writer = new ChunkWriter();
  columns.forEach(column => writer.texts(JoinedTexts.of(column)));
  const reader = new ChunkReader(writer.finish());
  const read = columns.map(({ length }) => reader.texts(length));
  reader.end();
  return read;
}
