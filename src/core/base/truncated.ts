/** The shown part of a list, and the number of items left out. */
export interface Listed<T> {
  readonly shown: readonly T[];
  readonly more: number;
}

export function listed<T>(all: readonly T[], max: number): Listed<T> {
  return { shown: all.slice(0, max), more: Math.max(0, all.length - max) };
}

/** Keeps the last items, where those matter most. */
export function lastListed<T>(all: readonly T[], max: number): Listed<T> {
  return { shown: all.slice(-max), more: Math.max(0, all.length - max) };
}
