import { t } from '@vscode/l10n';
import type { ActionMode } from '../../core/actions/actionLog';
import { DisposableStore } from '../../core/base/disposableStore';
import { Emitter, type Disposable, type Event } from '../../core/base/emitter';
import type { ActionsMode } from '../../core/settings/actionsMode';
import type { Connection } from '../../data/config/connection';
import type { Memento } from '../base/memento';
import type { Connections } from '../connection/connections';

export interface ActionModesOptions {
  readonly settings: {
    readonly values: { readonly actionsMode: ActionsMode };
    readonly onDidChange: Event<unknown>;
  };
  readonly connections: Pick<Connections, 'current' | 'isConfigured' | 'onDidChange'>;
  /** Shared by all workspaces: the consent is for a connection, wherever it is used. */
  readonly memory: Memento;
  readonly isTrusted: () => boolean;
  readonly onError: (error: unknown) => void;
}

/**
 * Decides whether retry and abort reach AWS: only if the setting says so, the workspace is trusted, and the user
 * agreed for the active connection. Always computed anew, since each of these can change at any time.
 */
export class ActionModes implements Disposable {
  private readonly changed = new Emitter<ActionMode>();
  private readonly subscriptions: DisposableStore;
  private announced: ActionMode;

  readonly onDidChange = this.changed.event;

  constructor(private readonly options: ActionModesOptions) {
    const { settings, connections } = options;
    this.announced = this.mode;
    this.subscriptions = new DisposableStore(
      settings.onDidChange(() => this.announce()),
      connections.onDidChange(() => this.announce()),
    );
  }

  get mode(): ActionMode {
    return this.isWanted && this.whySimulated === undefined ? 'live' : 'simulated';
  }

  /** Why actions stay simulated although the setting is `live`, as a sentence. */
  get whySimulated(): string | undefined {
    if (!this.isWanted) {
      return undefined;
    }
    return (
      this.obstacle ??
      (this.isAllowed
        ? undefined
        : t(
            'You have not allowed live actions for this connection yet. Run “Switch to Live Actions” to allow them.',
          ))
    );
  }

  /** What keeps actions simulated whatever the user decides, as a sentence. */
  get obstacle(): string | undefined {
    const { connections, isTrusted } = this.options;
    if (connections.current.isSample === true) {
      return t('Actions on sample data are always simulated.');
    }
    if (!isTrusted()) {
      return t('Actions are always simulated in Restricted Mode.');
    }
    return connections.isConfigured ? undefined : t('No connection is configured yet.');
  }

  /** Identifies what the user agrees to: the same name may lead elsewhere later. */
  get connectionKey(): string {
    return keyOf(this.options.connections.current);
  }

  /** The user's answer for the active connection. */
  allow(isAllowed: boolean): void {
    const { memory, onError } = this.options;
    memory.update(this.connectionKey, isAllowed || undefined).then(undefined, onError);
    this.announce();
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private get isWanted(): boolean {
    return this.options.settings.values.actionsMode === 'live';
  }

  private get isAllowed(): boolean {
    return this.options.memory.get(this.connectionKey) === true;
  }

  private announce(): void {
    const { mode } = this;
    if (mode !== this.announced) {
      this.announced = mode;
      this.changed.fire(mode);
    }
  }
}

function keyOf({ source = 'table', tableName, region, profile, endpoint }: Connection): string {
  const parts = [source, tableName, region, profile ?? '', endpoint ?? ''];
  return `actions.live@${JSON.stringify(parts)}`;
}
