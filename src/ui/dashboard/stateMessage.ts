import {
  freshnessOf,
  lacksBackfill,
  type FeedPhase,
  type FeedState,
} from '../../data/feed/feedState';
import type { ActionMode } from '../../core/actions/actionLog';
import type { AwayFailures } from '../../core/failures/awayFailures';
import type { Message } from '../../protocol/messages';
import type { LoadState } from '../../protocol/state';
import type { ToPage } from '../../protocol/toPage';
import { sourceTraits } from '../connection/sourceTraits';

/** Tells the page which table it shows, how loading goes and how fresh the jobs are. */
export function stateMessage(
  state: FeedState,
  waitMs: number,
  total: number,
  away: AwayFailures | undefined,
  mode: ActionMode = 'simulated',
): Message<ToPage, 'state'> {
  const { connection, load, updatedAt, malformed, unread } = state;
  const { name, tableName, region, endpoint, isSample } = connection;
  const { polling, cost } = freshnessOf(state, waitMs);
  return {
    type: 'state',
    connection: {
      ...{ name, table: tableName, region, endpoint, isSample },
      ...(sourceTraits(connection).readsBatch ? { isBatch: true } : {}),
    },
    load: loadState(load),
    updatedAt,
    total,
    malformed,
    ...(unread.damaged.size > 0
      ? { damaged: { count: unread.damaged.size, hasMore: unread.hasMoreDamaged } }
      : {}),
    cost,
    polling,
    ...(away ? { away } : {}),
    ...(state.listsSince === undefined ? {} : { listsSince: state.listsSince }),
    ...(state.throttledTo === undefined ? {} : { throttledTo: state.throttledTo }),
    ...(mode === 'live' ? { actsLive: true } : {}),
    lacksBackfill: lacksBackfill(state),
  };
}

function loadState(load: FeedPhase): LoadState {
  switch (load.phase) {
    case 'idle':
      return { phase: 'loading', loaded: 0 };
    case 'failed': {
      const { message, remedy, command } = load.error;
      return { phase: 'failed', message, remedy, command };
    }
    case 'loading':
    case 'refreshing':
    case 'ready':
      return load;
  }
}
