import * as vscode from 'vscode';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { Poller } from '../../core/polling/poller';
import type { RefreshRate } from '../polling/refreshRate';
import { views } from '../../ids';
import { offerRemedy } from '../base/errorMessage';

/**
 * Reads the whole table now, including deletions, with progress in the view, and starts polling. Reports a
 * failure, since the user requested the refresh.
 */
export const refresh =
  (feed: JobFeed, poller: Poller, rate: RefreshRate) => async (): Promise<void> => {
    feed.expectDeletions();
    rate.notice();
    poller.start();
    const outcome = await vscode.window.withProgress({ location: { viewId: views.jobs } }, () =>
      poller.now(),
    );
    const { load } = feed.state;
    if (outcome !== 'ok' && load.phase === 'failed') {
      offerRemedy(load.error);
    }
  };
