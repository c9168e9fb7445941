import type { SliceClock } from './clock';
import type { Disposable } from './emitter';

/** All extensions share one thread; this limits how long we block the others. */
const sliceMs = 12;

/**
 * Runs long work in time slices: advances it from `yield` to `yield` until a slice is used up, then continues
 * from a timer. Work that fits into the first slice is done when this returns.
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
      // A clock that was set back ends the slice, too.
    } while (used >= 0 && used < sliceMs);
    timer = clock.setTimeout(slice, 0);
  };
  slice();
  return { dispose: () => clock.clearTimeout(timer) };
}

/** The same as a promise, for work that is never canceled. */
export const inSlices = <R>(work: Iterator<undefined, R>, clock: SliceClock): Promise<R> =>
  new Promise(resolve => runInSlices(work, clock, resolve));

/** `all.filter(…)` that yields after each item, for long lists. */
export function* filtered<T>(
  all: readonly T[],
  matches: (one: T) => boolean,
): Generator<undefined, readonly T[]> {
  const matching: T[] = [];
  for (const one of all) {
    if (matches(one)) {
      matching.push(one);
    }
    yield;
  }
  return matching;
}
