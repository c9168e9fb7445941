/** Rows, each with the number to sort by; none is NaN. */
export interface KeyedRows {
  readonly rows: Uint32Array;
  readonly keys: Float64Array;
}

export const keyedRows = (length: number): KeyedRows => ({
  rows: new Uint32Array(length),
  keys: new Float64Array(length),
});
