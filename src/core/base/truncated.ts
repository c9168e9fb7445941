/** As many of a list as are shown, and how many there are beside them. */
export interface Listed<T> {
  readonly shown: readonly T[];
  readonly more: number;
}

export function listed<T>(all: readonly T[], max: number): Listed<T> {
  return { shown: all.slice(0, max), more: Math.max(0, all.length - max) };
}

/** The last ones: where they matter most. */
export function lastListed<T>(all: readonly T[], max: number): Listed<T> {
  return { shown: all.slice(-max), more: Math.max(0, all.length - max) };
}
