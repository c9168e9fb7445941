import { isRestricted, type FeedState } from '../../data/feed/feedState';

/** The state of the view, which selects the welcome text of an empty view. */
export type ViewPhase =
  'idle' | 'loading' | 'empty' | 'unreadable' | 'unconfigured' | 'failed' | 'filtered' | 'ready';

export interface ViewDetails {
  readonly feed: Pick<FeedState, 'load' | 'malformed'>;
  /** The number of jobs in the store and in the tree. */
  readonly total: number;
  readonly matching: number;
  /** Whether the user has neither configured a table nor ever seen jobs of the default one. */
  readonly isNew: boolean;
  readonly isFiltering: boolean;
  /** Whether the tree reflects all jobs. */
  readonly isUpToDate: boolean;
  readonly previous: ViewPhase | undefined;
}

export function viewPhase(details: ViewDetails): ViewPhase {
  const { load, malformed } = details.feed;
  if (details.total > 0) {
    const isAllFiltered = details.isFiltering && details.matching === 0;
    // While the tree is updating, keep the previous phase.
    return isAllFiltered && (details.isUpToDate || details.previous === 'filtered')
      ? 'filtered'
      : 'ready';
  }
  // Guide new users at once, not only after the default table failed to load.
  if (details.isNew && load.phase !== 'ready' && !isRestricted(load)) {
    return 'unconfigured';
  }
  switch (load.phase) {
    case 'ready':
      return malformed > 0 ? 'unreadable' : 'empty';
    case 'refreshing':
      return 'loading';
    case 'failed':
    case 'idle':
    case 'loading':
      return load.phase;
  }
}
