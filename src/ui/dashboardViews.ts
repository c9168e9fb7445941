import type { DashboardView } from '../core/dashboardLink';
import type { Disposable } from '../core/emitter';
import { newestFirst } from '../core/columns';
import { noFilter } from '../core/jobFilter';
import { viewOf } from './commands/openDashboard';
import type { Connections } from './connections';
import type { Dashboard } from './dashboard';

/** The part of VS Code's `Memento` that is used. */
interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const key = 'dashboard.view';

/**
 * Keeps what the dashboard showed of each connection, and brings it back with the connection. Within one
 * connection the page keeps it itself.
 */
export class DashboardViews implements Disposable {
  private readonly subscriptions: readonly Disposable[];
  private stateKey: string;
  private latest: DashboardView | undefined;

  constructor(
    private readonly dashboard: Pick<Dashboard, 'wish' | 'onDidChangeWish' | 'turnTo'>,
    private readonly connections: Pick<Connections, 'stateKey' | 'onDidChange'>,
    private readonly memory: Memory,
    private readonly onError: (error: unknown) => void,
  ) {
    this.stateKey = connections.stateKey;
    this.subscriptions = [
      dashboard.onDidChangeWish(() => {
        // Without a panel it shows nothing, and what it showed last counts.
        this.latest = dashboard.wish ?? this.latest;
      }),
      connections.onDidChange(() => this.turn()),
    ];
  }

  dispose(): void {
    this.subscriptions.forEach(subscription => subscription.dispose());
  }

  private turn(): void {
    const { stateKey } = this.connections;
    if (stateKey === this.stateKey) {
      return;
    }
    if (this.latest) {
      this.memory
        .update(keyOf(this.stateKey), { ...this.latest.filter, sort: this.latest.sort })
        .then(undefined, this.onError);
    }
    this.stateKey = stateKey;
    this.latest = viewKept(this.memory.get(keyOf(stateKey)));
    this.dashboard.turnTo(this.latest);
  }
}

const keyOf = (stateKey: string): string => `${key}@${stateKey}`;

/** What another version kept and this one cannot read is as good as nothing. */
const viewKept = (value: unknown): DashboardView =>
  viewOf(value) ?? { filter: noFilter, sort: newestFirst };
