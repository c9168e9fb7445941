import * as vscode from 'vscode';
import type { Disposable } from '../core/emitter';
import type { FeedState } from '../data/feedState';
import type { JobFeed } from '../data/jobFeed';
import { views } from '../ids';

/** Shows in the view that a table is read as a whole; reads of what changed come often and are short. */
export class ViewProgress implements Disposable {
  private finish: (() => void) | undefined;
  private readonly subscription: Disposable;

  constructor(feed: Pick<JobFeed, 'onDidChangeState'>) {
    this.subscription = feed.onDidChangeState(state => this.show(readsAll(state)));
  }

  dispose(): void {
    this.subscription.dispose();
    this.finish?.();
  }

  private show(isOn: boolean): void {
    if (!isOn) {
      this.finish?.();
      this.finish = undefined;
    } else if (!this.finish) {
      const over = new Promise<void>(resolve => (this.finish = resolve));
      void vscode.window.withProgress({ location: { viewId: views.jobs } }, () => over);
    }
  }
}

/** A first read is seen from its beginning, any other once it is known to be of the whole table. */
export const readsAll = ({ load, reading }: FeedState): boolean =>
  load.phase === 'loading' ||
  (load.phase === 'refreshing' && reading !== undefined && reading !== 'changes');
