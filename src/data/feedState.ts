import type { UserError } from '../core/errors';
import type { Connection } from './connection';
import type { TableShape } from './tableShape';

export type FeedPhase =
  | { readonly phase: 'idle' }
  /** `loaded` counts the items read so far; `loading` is the first time, with nothing to show yet. */
  | { readonly phase: 'loading' | 'refreshing'; readonly loaded: number }
  | { readonly phase: 'ready' }
  | { readonly phase: 'failed'; readonly error: UserError };

export interface FeedState {
  readonly connection: Connection;
  readonly load: FeedPhase;
  /** When the last read that went well ended, in milliseconds since the epoch. */
  readonly updatedAt: number | undefined;
  /** Items of the last complete read that hold no readable job. */
  readonly malformed: number;
  /** Read capacity units of the last read. */
  readonly readUnits: number | undefined;
  /** Read capacity units of all reads of this connection. */
  readonly sessionUnits: number;
  /** What the table can do; absent until it was asked. */
  readonly shape: TableShape | undefined;
}

export function initialState(connection: Connection): FeedState {
  return {
    connection,
    load: { phase: 'idle' },
    updatedAt: undefined,
    malformed: 0,
    readUnits: undefined,
    sessionUnits: 0,
    shape: undefined,
  };
}
