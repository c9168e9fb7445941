import * as vscode from 'vscode';
import type { Disposable } from '../core/emitter';
import type { JobStore } from '../core/jobStore';
import { refreshNotes } from '../core/pollingPolicy';
import { freshnessOf, type FeedState } from '../data/feedState';
import type { JobFeed } from '../data/jobFeed';
import { contextKeys } from '../ids';
import { problemOf } from './problem';
import type { RefreshRate } from './refreshRate';

type Phase = 'idle' | 'loading' | 'empty' | 'unreadable' | 'failed' | 'ready';

/**
 * Tells the view how the feed is. An empty view shows the welcome text that the context keys pick, with
 * what to do; VS Code shows it only while there is no message, so the message is for jobs on screen that
 * are not up to date.
 */
export class ViewState implements Disposable {
  private readonly phase = new ContextKey(contextKeys.phase);
  private readonly problem = new ContextKey(contextKeys.problem);
  private readonly subscriptions: Disposable[];

  constructor(
    private readonly store: JobStore,
    private readonly feed: JobFeed,
    private readonly rate: RefreshRate,
    private readonly view: {
      message?: string | undefined;
      description?: string | undefined;
    },
  ) {
    this.subscriptions = [
      store.onDidChange(() => this.update()),
      feed.onDidChangeState(() => this.update()),
      rate.onDidChange(() => this.update()),
    ];
  }

  dispose(): void {
    this.subscriptions.forEach(subscription => subscription.dispose());
  }

  private update(): void {
    const { load, connection } = this.feed.state;
    const phase = this.phaseNow();
    this.phase.set(phase);
    this.problem.set(load.phase === 'failed' ? problemOf(load.error) : undefined);
    this.view.description = `${connection.tableName} · ${connection.region}`;
    this.view.message =
      phase === 'ready' ? staleMessage(this.feed.state, this.rate.waitMs) : undefined;
  }

  private phaseNow(): Phase {
    const { load, malformed } = this.feed.state;
    if (this.store.size > 0) {
      return 'ready';
    }
    return load.phase === 'ready'
      ? malformed > 0
        ? 'unreadable'
        : 'empty'
      : load.phase === 'refreshing'
        ? 'loading'
        : load.phase;
  }
}

function staleMessage(state: FeedState, waitMs: number): string | undefined {
  const { load, updatedAt } = state;
  if (load.phase !== 'failed') {
    return undefined;
  }
  const { message, remedy } = load.error;
  const since =
    updatedAt === undefined
      ? 'Not complete'
      : `Not up to date since ${new Date(updatedAt).toLocaleString()}`;
  const waits = freshnessOf(state, waitMs).polling.mode === 'signedOut';
  const note = waits ? ` ${refreshNotes.signedOut}` : '';
  return `${since}: ${message} ${remedy}${note}`;
}

/** Tells VS Code only of changes. */
class ContextKey {
  private value: string | undefined;

  constructor(private readonly name: string) {}

  set(value: string | undefined): void {
    if (value !== this.value) {
      this.value = value;
      void vscode.commands.executeCommand('setContext', this.name, value);
    }
  }
}
