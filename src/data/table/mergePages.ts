/**
 * Reads several sources in parallel and yields values as they arrive. The first error ends all of them, as
 * does leaving early.
 */
export async function* mergePages<T>(sources: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  const iterators = sources.map(source => source[Symbol.asyncIterator]());
  const next = async (iterator: AsyncIterator<T>): Promise<Arrival<T>> => ({
    iterator,
    result: await iterator.next(),
  });
  const pending = new Map(iterators.map(iterator => [iterator, next(iterator)]));
  try {
    while (pending.size > 0) {
      const { iterator, result } = await Promise.race(pending.values());
      if (result.done === true) {
        pending.delete(iterator);
      } else {
        pending.set(iterator, next(iterator));
        yield result.value;
      }
    }
  } finally {
    for (const [iterator, arrival] of pending) {
      // Ignore late values and errors of abandoned sources.
      arrival.catch(() => undefined);
      void iterator.return?.().catch(() => undefined);
    }
  }
}

interface Arrival<T> {
  readonly iterator: AsyncIterator<T>;
  readonly result: IteratorResult<T>;
}
