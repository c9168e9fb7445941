import type { Disposable } from '../../core/base/emitter';
import { contextKeys } from '../../ids';
import type { ConnectionChoice, Connections } from './connections';
import { ContextKey } from '../base/contextKey';

/** Tells the manifest's `when` clauses what the jobs come from. */
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
