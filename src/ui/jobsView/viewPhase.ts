import { isRestricted, type FeedState } from '../../data/feed/feedState';

/** What the view is about, and so which welcome text stands in an empty one. */
export type ViewPhase =
  'idle' | 'loading' | 'empty' | 'unreadable' | 'unconfigured' | 'failed' | 'filtered' | 'ready';

export interface ViewDetails {
  readonly feed: Pick<FeedState, 'load' | 'malformed'>;
  /** Jobs in all, and those in the tree. */
  readonly known: number;
  readonly shown: number;
  /** Whether the user has neither pointed us at a table nor ever seen jobs of the usual one. */
  readonly isNew: boolean;
  readonly isFiltering: boolean;
  /** Whether the tree has looked at all jobs. */
  readonly isSure: boolean;
  readonly before: ViewPhase | undefined;
}

export function viewPhase(details: ViewDetails): ViewPhase {
  const { load, malformed } = details.feed;
  if (details.known > 0) {
    const isNoneShown = details.isFiltering && details.shown === 0;
    // Between a change and its look the view stays as it was.
    return isNoneShown && (details.isSure || details.before === 'filtered') ? 'filtered' : 'ready';
  }
  // Who is new is helped at once, and not only when the usual table has not come.
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
