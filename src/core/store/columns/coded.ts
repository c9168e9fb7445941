/** A column of strings as small numbers. */
export interface Coded<T extends string | undefined = string> {
  code(row: number): number;
  /** Strings by code. */
  readonly values: readonly T[];
}
