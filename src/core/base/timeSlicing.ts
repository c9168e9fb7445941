import type { SliceClock } from './clock';
import type { Disposable } from './emitter';

/** All extensions share one thread: nobody should have to wait for us much longer than this. */
const sliceMs = 12;

/**
 * Long work that gives way to others: it goes on to its next `yield` until a slice of time is used up,
 * and further after whatever else waits. What fits in the first slice is done when this returns.
 */
export function runInSlices<R>(
  work: Iterator<undefined, R>,
  clock: SliceClock,
  done: (result: R) => void,
): Disposable {
  let timer: unknown;
  const slice = (): void => {
    const start = clock.now();
    let used: number;
    do {
      const step = work.next();
      if (step.done === true) {
        done(step.value);
        return;
      }
      used = clock.now() - start;
      // A clock that is set back ends the slice, too.
    } while (used >= 0 && used < sliceMs);
    timer = clock.setTimeout(slice, 0);
  };
  slice();
  return { dispose: () => clock.clearTimeout(timer) };
}

/** The same for who waits for the result, of work that nobody gives up. */
export const inSlices = <R>(work: Iterator<undefined, R>, clock: SliceClock): Promise<R> =>
  new Promise(resolve => runInSlices(work, clock, resolve));

/** Those of a long list that are wanted. */
export function* filtered<T>(
  all: readonly T[],
  isWanted: (one: T) => boolean,
): Generator<undefined, readonly T[]> {
  const wanted: T[] = [];
  for (const one of all) {
    if (isWanted(one)) {
      wanted.push(one);
    }
    yield;
  }
  return wanted;
}
