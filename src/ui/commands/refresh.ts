import * as vscode from 'vscode';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { Poller } from '../../core/polling/poller';
import { views } from '../../ids';
import { offerRemedy } from '../base/errorMessage';

/**
 * Reads the whole table now, deletions included, with progress in the view; from then on it is kept
 * fresh. The user asked, so a failure is told.
 */
export const refresh = (feed: JobFeed, poller: Poller) => async (): Promise<void> => {
  feed.expectDeletions();
  poller.start();
  const outcome = await vscode.window.withProgress({ location: { viewId: views.jobs } }, () =>
    poller.now(),
  );
  const { load } = feed.state;
  if (outcome !== 'ok' && load.phase === 'failed') {
    offerRemedy(load.error);
  }
};
