export interface LogEntry {
  /** Unique across all windows. */
  readonly id: string;
}

/** What the owner of a log should know; none of it stops the log. */
export type LogProblem =
  | { readonly kind: 'damaged'; readonly file: string; readonly lines: number }
  | { readonly kind: 'unreadable' | 'unwritable' | 'unmerged'; readonly error: unknown }
  /** Everything that could not be written earlier is now on disk. */
  | { readonly kind: 'written' };

/** `afresh`: entries may also have been removed. */
export type LogChange<T> =
  { readonly kind: 'added'; readonly entries: readonly T[] } | { readonly kind: 'afresh' };

export interface SharedLogOptions<T> {
  readonly folder: string;
  /** Returns the entry if a value read from disk is one. */
  readonly check: (value: unknown) => T | undefined;
  /** Returns the entries of `own` worth keeping, given that those of `others` exist, too. */
  readonly condense: (own: readonly T[], others: readonly T[]) => readonly T[];
  /** The number of entries in memory above which they are condensed. */
  readonly max: number;
  readonly report: (problem: LogProblem) => void;
  readonly now?: () => number;
  /** How long to wait before retrying a failed write. */
  readonly retryMs?: number;
}
