import { costOf, type Cost, type ReadCosts } from '../../core/polling/cost';
import type { UserError } from '../../core/diagnostics/errors';
import type { Identity } from '../../core/aws/identity';
import type { Outcome } from '../../core/polling/poller';
import type { Polling } from '../../core/polling/pollingPolicy';
import type { Connection } from '../config/connection';
import type { ReadKind } from './jobSource';
import type { TableShape } from '../table/tableShape';
import { noUnreadItems, type UnreadItems } from './unreadItems';

export type FeedPhase =
  | { readonly phase: 'idle' }
  /** `loaded` counts the items read so far; `loading` is the first read, with nothing to show yet. */
  | { readonly phase: 'loading' | 'refreshing'; readonly loaded: number }
  | { readonly phase: 'ready' }
  | { readonly phase: 'failed'; readonly error: UserError };

/** Costs are of this connection only. */
export interface FeedState extends ReadCosts {
  readonly connection: Connection;
  readonly load: FeedPhase;
  /** What the current read reads; undefined until its first page, and when no read is running. */
  readonly reading: ReadKind | undefined;
  /** When the last successful read ended, in milliseconds since the epoch. */
  readonly updatedAt: number | undefined;
  /** When the last read that found a change ended. */
  readonly changedAt: number | undefined;
  /** When AWS last refused a read for lack of capacity. */
  readonly throttledAt: number | undefined;
  /** The number of items in the last complete read that hold no readable job. */
  readonly malformed: number;
  /** Details of what could not be read. */
  readonly unread: UnreadItems;
  /** The identity that makes the requests; undefined until known. */
  readonly identity: Identity | undefined;
  /** What the table supports; undefined until checked, and for other sources. */
  readonly shape: TableShape | undefined;
  /** Since when all jobs are listed, in milliseconds since the epoch; undefined if since ever. */
  readonly listsSince: number | undefined;
  /** The calls per second to which AWS limited the last read by throttling; undefined at full speed. */
  readonly throttledTo: number | undefined;
}

export function initialState(connection: Connection): FeedState {
  return {
    connection,
    load: { phase: 'idle' },
    reading: undefined,
    updatedAt: undefined,
    changedAt: undefined,
    throttledAt: undefined,
    malformed: 0,
    unread: noUnreadItems,
    readUnits: undefined,
    sessionUnits: 0,
    completeUnits: undefined,
    changesUnits: undefined,
    followsChanges: false,
    identity: undefined,
    shape: undefined,
    unit: 'readUnits',
    listsSince: undefined,
    throttledTo: undefined,
  };
}

/** AWS rejects the credentials: retrying is useless until the user signs in. */
export const isSignedOut = (load: FeedPhase): boolean =>
  load.phase === 'failed' && load.error.code.startsWith('credentials.');

/** The workspace is not trusted, so no requests are made to AWS. */
export const isRestricted = (load: FeedPhase): boolean =>
  load.phase === 'failed' && load.error.code === 'restricted';

/** Only the user can get polling going again. */
export const isHalted = (load: FeedPhase): boolean => isSignedOut(load) || isRestricted(load);

/** AWS refused the read for lack of capacity. */
export const isThrottled = (load: FeedPhase): boolean =>
  load.phase === 'failed' && load.error.code === 'throttled';

/** The outcome of a refresh, for the poller. */
export function outcomeOf(load: FeedPhase, succeeded: boolean): Outcome {
  if (succeeded) {
    return 'ok';
  }
  return isHalted(load) ? 'halt' : isThrottled(load) ? 'throttled' : 'failed';
}

/** Whether the whole table is being read: on the first load, or once that is known of a refresh. */
export const readsAll = ({ load, reading }: FeedState): boolean =>
  load.phase === 'loading' ||
  (load.phase === 'refreshing' &&
    reading !== undefined &&
    reading !== 'changes' &&
    reading !== 'refresh');

export const isSample = ({ connection }: Pick<FeedState, 'connection'>): boolean =>
  connection.isSample === true;

/** Some jobs are missing from index `changes`, so complete reads scan the table. */
export const lacksBackfill = ({ shape }: FeedState): boolean => shape?.index === 'partial';

export interface Freshness {
  readonly polling: Polling;
  /** Absent before the first refresh, and for sample data. */
  readonly cost: Cost | undefined;
}

/** How jobs are kept fresh and what that costs, with a refresh every `waitMs`; 0: none. */
export function freshnessOf(state: FeedState, waitMs: number): Freshness {
  const polling = pollingOf(state.load, waitMs);
  const cost = costOf(state, polling.mode === 'on' ? waitMs : 0);
  // Sample data is not read from AWS, so it costs nothing.
  return { polling, cost: isSample(state) ? undefined : cost };
}

function pollingOf(load: FeedPhase, waitMs: number): Polling {
  if (waitMs <= 0) {
    return { mode: 'off' };
  }
  return isHalted(load)
    ? { mode: isRestricted(load) ? 'restricted' : 'signedOut' }
    : { mode: 'on', everyMs: waitMs };
}
