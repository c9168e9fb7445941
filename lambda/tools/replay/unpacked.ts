import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Bytes as they are or, if gzipped, unpacked: told by their beginning, since names often do not say. */
export async function* unpacked(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  const source = bytes[Symbol.asyncIterator]();
  const first = await source.next();
  if (first.done === true) {
    return;
  }
  const whole = startingWith(first.value, source);
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield* whole;
    return;
  }
  const gunzip = createGunzip();
  // A failure of either end reaches whoever reads the unpacked bytes; nobody waits for the callback.
  pipeline(Readable.from(whole), gunzip, () => undefined);
  yield* gunzip as AsyncIterable<Uint8Array>;
}

async function* startingWith(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => rest };
}
