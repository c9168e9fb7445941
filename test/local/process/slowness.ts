/** How long the work below takes on a quiet machine of two cores from 2024. */
const quietMs = 120;

let measured: number | undefined;

/** Work of the kind that tests wait for: objects, strings and arithmetic. */
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

/** Measures how much slower than a quiet machine this one is just now, because it is older or busy; 1 or more. */
function measureSlowness(): number {
  const started = performance.now();
  work();
  measured = Math.max(1, (performance.now() - started) / quietMs);
  return measured;
}

/** A limit for a quiet machine, in ms, as long as this machine needs. */
export const scaled = (ms: number): number => Math.ceil(ms * (measured ?? measureSlowness()));
