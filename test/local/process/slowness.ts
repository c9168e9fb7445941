/** The duration of the work below on a quiet two-core machine from 2024. */
const quietMs = 120;

let measured: number | undefined;

/** Work similar to what tests wait for: objects, strings and arithmetic. */
function work(): void {
  let sum = 0;
  for (let round = 0; round < 240; round++) {
    const rows = Array.from({ length: 4_000 }, (_, index) => ({ index, text: `${index % 97}` }));
    sum += JSON.stringify(rows).length % 7;
  }
  if (sum < 0) {
    throw new Error('Lengths are not negative.');
  }
}

/** Measures by what factor this machine is currently slower than a quiet one; at least 1. */
export function measureSlowness(): number {
  const started = performance.now();
  work();
  measured = Math.max(1, (performance.now() - started) / quietMs);
  return measured;
}

/** Scales a timeout for a quiet machine, in ms, to this machine. */
export const scaled = (ms: number): number => Math.ceil(ms * (measured ?? measureSlowness()));
