import { t } from '@vscode/l10n';

/** Whether somebody may be looking: what a refresh is worth depends on it. */
export interface Attention {
  readonly windowFocused: boolean;
  /** The tree or the dashboard is on screen. */
  readonly somethingShown: boolean;
}

/**
 * How much slower than asked for: a dashboard beside a focused window of another program stays current
 * within a few intervals, and so does the status bar; what nobody sees is hardly refreshed at all.
 */
const slowerByHalf = 4;
const slowerByFar = 12;

/** The wait between automatic refreshes; 0, which turns them off, stays 0. */
export function pollingWait(intervalMs: number, attention: Attention): number {
  const { windowFocused, somethingShown } = attention;
  if (windowFocused && somethingShown) {
    return intervalMs;
  }
  return intervalMs * (windowFocused || somethingShown ? slowerByHalf : slowerByFar);
}

/** Whether the table is refreshed by itself and how often, or why not. */
export type Polling =
  | { readonly mode: 'on'; readonly everyMs: number }
  /** An interval of the settings is 0. */
  | { readonly mode: 'off' }
  /** AWS takes no credentials of ours until the user signs in. */
  | { readonly mode: 'signedOut' }
  /** The workspace is not trusted. */
  | { readonly mode: 'restricted' };

/** What the user is told when nothing is refreshed, or at a higher price than need be. */
export const refreshNotes = {
  get off() {
    return t('Automatic refresh is off.');
  },
  get signedOut() {
    return t('Automatic refresh waits until you have signed in.');
  },
  get lacksBackfill() {
    return t(
      'The index “changes” lacks some jobs, so the hourly complete read scans the table. Backfill the index to save that.',
    );
  },
} as const;
