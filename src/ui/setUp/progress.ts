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

/** The completed steps of the set-up. */
export interface CompletedSteps {
  readonly hasCredentials: boolean;
  readonly hasRegion: boolean;
  readonly hasTable: boolean;
  readonly hasSeenJobs: boolean;
}

const seenKey = 'hasSeenJobs';

/**
 * Publishes the walkthrough's completed steps as context keys, from the actual state, however it came about.
 * Sample data completes none.
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

  get completed(): CompletedSteps {
    const { feed, store, settings, connections } = this.sources;
    const { load, malformed, connection } = feed.state;
    const isReal = connection.isSample !== true;
    const hasTable = isReal && load.phase === 'ready' && (store.size > 0 || malformed === 0);
    return {
      hasCredentials: isReal && acceptedCredentials(load),
      hasRegion:
        hasTable || connections.choice.kind === 'named' || settings.isSet(settingKeys.region),
      hasTable,
      hasSeenJobs: this.seen,
    };
  }

  /** Whether this or any earlier window ever showed jobs of a real table. */
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
    const { completed } = this;
    for (const name of Object.keys(this.keys) as (keyof CompletedSteps)[]) {
      this.keys[name].set(completed[name]);
    }
  }
}

/** AWS accepted the credentials, even if it rejected the request. */
const acceptedCredentials = (load: FeedPhase): boolean =>
  load.phase === 'ready' ||
  (load.phase === 'failed' && /^(access|table)\.|^throttled$/.test(load.error.code));
