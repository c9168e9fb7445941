import type { Disposable } from '../../core/base/emitter';
import { contextKeys } from '../../ids';
import type { ConnectionChoice, Connections } from './connections';
import { ContextKey } from '../base/contextKey';
import { sourceTraits } from './sourceTraits';

/** Publishes the source of the jobs as context keys for `when` clauses. */
export class ConnectionContext implements Disposable {
  private readonly key = new ContextKey<ConnectionChoice['kind']>(contextKeys.connection);
  private readonly readsBatch = new ContextKey<boolean>(contextKeys.readsBatch);
  private readonly subscription: Disposable;

  constructor(connections: Pick<Connections, 'choice' | 'current' | 'onDidChange'>) {
    const update = (): void => {
      this.key.set(connections.choice.kind);
      this.readsBatch.set(sourceTraits(connections.current).readsBatch);
    };
    this.subscription = connections.onDidChange(update);
    update();
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
