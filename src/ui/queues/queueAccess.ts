import { DisposableStore } from '../../core/base/disposableStore';
import { Emitter, type Disposable } from '../../core/base/emitter';
import type { Connections } from '../connection/connections';
import type { Settings } from '../connection/settings';
import { sourceTraits } from '../connection/sourceTraits';
import type { Memento } from '../base/memento';

const key = 'queues.isAllowed';

/**
 * Whether the queues of the active connection may be read. A table is read without any permission for AWS Batch, so
 * the user decides, for each connection; who reads AWS Batch itself has decided.
 */
export class QueueAccess implements Disposable {
  private readonly changed = new Emitter<undefined>();
  private readonly subscriptions: DisposableStore;
  private wasAvailable: boolean;

  /** Fires when the answer or the connection changes. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly connections: Pick<
      Connections,
      'current' | 'stateKey' | 'isConfigured' | 'onDidChange'
    >,
    settings: Pick<Settings, 'onDidChange'>,
    private readonly memory: Memento,
    private readonly onError: (error: unknown) => void,
  ) {
    this.wasAvailable = this.isAvailable;
    this.subscriptions = new DisposableStore(
      connections.onDidChange(() => this.announce()),
      settings.onDidChange(() => {
        if (this.isAvailable !== this.wasAvailable) {
          this.announce();
        }
      }),
    );
  }

  /** Whether the connection can have queues at all. */
  get isAvailable(): boolean {
    return this.connections.isConfigured && this.connections.current.isSample !== true;
  }

  get isAllowed(): boolean {
    return (
      this.isAvailable &&
      (sourceTraits(this.connections.current).readsBatch || this.memory.get(this.key) === true)
    );
  }

  allow(isAllowed: boolean): void {
    this.memory.update(this.key, isAllowed || undefined).then(undefined, this.onError);
    this.announce();
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private announce(): void {
    this.wasAvailable = this.isAvailable;
    this.changed.fire(undefined);
  }

  private get key(): string {
    const { stateKey } = this.connections;
    return stateKey === '' ? key : `${key}@${stateKey}`;
  }
}
