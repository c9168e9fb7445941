import { t } from '@vscode/l10n';

/** Whether the user may be looking, which decides how often a refresh is worth its cost. */
export interface Attention {
  readonly windowFocused: boolean;
  /** The jobs view or the dashboard is visible. */
  readonly somethingShown: boolean;
}

/**
 * Multiples of the interval. A dashboard next to another program's focused window stays current within a few
 * intervals, as does the status bar; data that is not visible is hardly refreshed.
 */
const partialAttentionFactor = 4;
const noAttentionFactor = 12;

/** The wait between automatic refreshes; 0, which turns them off, stays 0. */
export function pollingWait(intervalMs: number, attention: Attention): number {
  const { windowFocused, somethingShown } = attention;
  if (windowFocused && somethingShown) {
    return intervalMs;
  }
  return (
    intervalMs * (windowFocused || somethingShown ? partialAttentionFactor : noAttentionFactor)
  );
}

/** Whether and how often the table refreshes automatically, or why it does not. */
export type Polling =
  | { readonly mode: 'on'; readonly everyMs: number }
  /** An interval setting is 0. */
  | { readonly mode: 'off' }
  /** AWS rejects the credentials until the user signs in. */
  | { readonly mode: 'signedOut' }
  /** The workspace is not trusted. */
  | { readonly mode: 'restricted' };

/** Notes for the user when automatic refresh is off, or costs more than necessary. */
export const refreshNotes = {
  get off() {
    return t('Automatic refresh is off.');
  },
  get signedOut() {
    return t('Automatic refresh is paused until you sign in.');
  },
  get lacksBackfill() {
    return t(
      'The index "changes" lacks some jobs, so Batch Monitor scans the entire table every hour. Backfill the index to avoid this.',
    );
  },
} as const;
