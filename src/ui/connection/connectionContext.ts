import type { Disposable } from '../../core/base/emitter';
import { contextKeys } from '../../ids';
import type { ConnectionChoice, Connections } from './connections';
import { ContextKey } from '../base/contextKey';

/** Publishes the source of the jobs as a context key for `when` clauses. */
export class ConnectionContext implements Disposable {
  private readonly key = new ContextKey<ConnectionChoice['kind']>(contextKeys.connection);
  private readonly subscription: Disposable;

  constructor(connections: Pick<Connections, 'choice' | 'onDidChange'>) {
    const update = (): void => this.key.set(connections.choice.kind);
    this.subscription = connections.onDidChange(update);
    update();
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
