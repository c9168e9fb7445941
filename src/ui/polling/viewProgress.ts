import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/emitter';
import { readsAll } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import { views } from '../../ids';

/** Shows progress in the view during complete reads only; incremental reads are short and frequent. */
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
      const finished = new Promise<void>(resolve => (this.finish = resolve));
      void vscode.window.withProgress({ location: { viewId: views.jobs } }, () => finished);
    }
  }
}
