import * as vscode from 'vscode';
import type { Disposable } from '../core/emitter';
import type { JobStore } from '../core/jobStore';
import type { JobFeed } from '../data/jobFeed';
import { contextKeys } from '../ids';

type Phase = 'idle' | 'loading' | 'empty' | 'failed' | 'ready';

/**
 * Tells the view how the feed is: a context key picks the welcome text of an empty view, the view's
 * message says when jobs on screen are not up to date.
 */
export class ViewState implements Disposable {
  private phase: Phase | undefined;
  private readonly subscriptions: Disposable[];

  constructor(
    private readonly store: JobStore,
    private readonly feed: JobFeed,
    private readonly view: { message?: string | undefined },
  ) {
    this.subscriptions = [
      store.onDidChange(() => this.update()),
      feed.onDidChangeState(() => this.update()),
    ];
  }

  dispose(): void {
    this.subscriptions.forEach(subscription => subscription.dispose());
  }

  private update(): void {
    const { load, updatedAt } = this.feed.state;
    this.view.message =
      load.phase !== 'failed'
        ? undefined
        : updatedAt === undefined
          ? `${load.error.message} ${load.error.remedy}`
          : `Not up to date since ${new Date(updatedAt).toLocaleTimeString()}: ${load.error.message} ${load.error.remedy}`;
    const phase = this.phaseNow();
    if (phase !== this.phase) {
      this.phase = phase;
      void vscode.commands.executeCommand('setContext', contextKeys.phase, phase);
    }
  }

  private phaseNow(): Phase {
    const { load } = this.feed.state;
    if (this.store.size > 0) {
      return 'ready';
    }
    return load.phase === 'ready' ? 'empty' : load.phase === 'refreshing' ? 'loading' : load.phase;
  }
}
