import { capacityFor, copyInto } from './growableArray';

/** Numbers looked at to estimate how large the wanted one is. */
const sampleSize = 4096;

/** The `n`th smallest number, from 1 on, without sorting all of them; none is NaN. */
export function nthSmallest(numbers: Float64Array, n: number): number {
  const limit = estimate(numbers, n);
  // Few are below: allocating memory for all numbers would take longer than reading them.
  let below = new Float64Array(sampleSize);
  let [end, equal] = [0, 0];
  // oxlint-disable-next-line typescript/prefer-for-of -- several times faster
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index] ?? NaN;
    if (number < limit) {
      if (end === below.length) {
        below = copyInto(below, new Float64Array(capacityFor(end)));
      }
      below[end++] = number;
    } else if (number === limit) {
      equal++;
    }
  }
  if (end < n && end + equal >= n) {
    return limit;
  }
  const all = end < n ? numbers.slice() : below.subarray(0, end);
  return all.sort()[n - 1] ?? NaN;
}

/** A number that is rarely smaller than the wanted one. */
function estimate(numbers: Float64Array, n: number): number {
  const step = Math.ceil(numbers.length / sampleSize);
  const sample = new Float64Array(Math.ceil(numbers.length / step));
  for (let index = 0; index < sample.length; index++) {
    sample[index] = numbers[index * step] ?? NaN;
  }
  const expected = n / step;
  // Four standard deviations more.
  const safe = Math.ceil(expected + 4 * Math.sqrt(expected) + 4);
  return sample.sort()[Math.min(safe, sample.length - 1)] ?? NaN;
}
