/** Grows by half, so that a growing array is copied only a few times and little memory stays unused. */
export function capacityFor(row: number): number {
  return Math.max(1024, Math.ceil((row + 1) * 1.5));
}

export function copyInto<A extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(
  from: Uint8Array | Uint16Array | Uint32Array | Float64Array,
  to: A,
): A {
  to.set(from);
  return to;
}
