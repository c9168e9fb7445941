import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable } from '../../core/base/emitter';
import type { JobStore } from '../../core/store/jobStore';
import type { FeedPhase } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import { contextKeys, settingKeys } from '../../ids';
import type { Connections } from '../connection/connections';
import { ContextKey } from '../base/contextKey';
import type { Memento } from '../base/memento';
import type { Settings } from '../connection/settings';

export interface SetUpSources {
  readonly store: Pick<JobStore, 'size' | 'onDidChange'>;
  readonly feed: Pick<JobFeed, 'state' | 'onDidChangeState'>;
  readonly settings: Pick<Settings, 'isSet' | 'onDidChange'>;
  readonly connections: Pick<Connections, 'choice' | 'onDidChange'>;
  readonly memory: Memento;
  readonly onError: (error: unknown) => void;
}

/** What of the set-up is done. */
export interface SetUpDone {
  readonly hasCredentials: boolean;
  readonly hasRegion: boolean;
  readonly hasTable: boolean;
  readonly hasSeenJobs: boolean;
}

const seenKey = 'hasSeenJobs';

/**
 * Tells the walkthrough which of its steps are done: what is really so, however it came about. Sample data
 * does none of them.
 */
export class SetUpProgress implements Disposable {
  private readonly keys = {
    hasCredentials: new ContextKey<boolean>(contextKeys.hasCredentials),
    hasRegion: new ContextKey<boolean>(contextKeys.hasRegion),
    hasTable: new ContextKey<boolean>(contextKeys.hasTable),
    hasSeenJobs: new ContextKey<boolean>(contextKeys.hasSeenJobs),
  };
  private readonly subscriptions: DisposableStore;
  private seen: boolean;

  constructor(private readonly sources: SetUpSources) {
    const { feed, settings, connections, memory } = sources;
    this.seen = memory.get(seenKey) === true;
    const update = (): void => this.update();
    this.subscriptions = new DisposableStore(
      feed.onDidChangeState(update),
      settings.onDidChange(update),
      connections.onDidChange(update),
    );
    this.update();
  }

  get done(): SetUpDone {
    const { feed, store, settings, connections } = this.sources;
    const { load, malformed, connection } = feed.state;
    const isReal = connection.isSample !== true;
    const hasTable = isReal && load.phase === 'ready' && (store.size > 0 || malformed === 0);
    return {
      hasCredentials: isReal && tookCredentials(load),
      hasRegion:
        hasTable || connections.choice.kind === 'named' || settings.isSet(settingKeys.region),
      hasTable,
      hasSeenJobs: this.seen,
    };
  }

  /** Whether there ever were jobs of a table, also in other windows before this one opened. */
  get hasSeenJobs(): boolean {
    return this.seen;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private update(): void {
    const { feed, store, memory, onError } = this.sources;
    const { load, connection } = feed.state;
    if (!this.seen && !connection.isSample && load.phase === 'ready' && store.size > 0) {
      this.seen = true;
      memory.update(seenKey, true).then(undefined, onError);
    }
    const { done } = this;
    for (const name of Object.keys(this.keys) as (keyof SetUpDone)[]) {
      this.keys[name].set(done[name]);
    }
  }
}

/** AWS knew who asked, whatever it answered. */
const tookCredentials = (load: FeedPhase): boolean =>
  load.phase === 'ready' ||
  (load.phase === 'failed' && /^(access|table)\.|^throttled$/.test(load.error.code));
