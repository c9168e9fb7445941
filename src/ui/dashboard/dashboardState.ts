import type { DashboardView } from '../../core/filter/dashboardLink';
import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable } from '../../core/base/emitter';
import { newestFirst } from '../../core/filter/columns';
import { noFilter } from '../../core/filter/jobFilter';
import { viewOf } from './viewArgument';
import type { Connections } from '../connection/connections';
import type { Dashboard } from './dashboard';
import type { Memento } from '../base/memento';

const key = 'dashboard.view';

/**
 * Keeps what the dashboard showed of each connection, and brings it back with the connection. Within one
 * connection the page keeps it itself.
 */
export class DashboardState implements Disposable {
  private readonly subscriptions: DisposableStore;
  private stateKey: string;

  constructor(
    private readonly dashboard: Pick<
      Dashboard,
      'query' | 'detailsOf' | 'onDidChangeQuery' | 'turnTo'
    >,
    private readonly connections: Pick<Connections, 'stateKey' | 'onDidChange'>,
    private readonly memory: Memento,
    private readonly onError: (error: unknown) => void,
  ) {
    this.stateKey = connections.stateKey;
    this.subscriptions = new DisposableStore(
      dashboard.onDidChangeQuery(() => this.keep()),
      connections.onDidChange(() => this.turn()),
    );
  }

  /** What it showed last, details included. */
  get lastShown(): DashboardView {
    const saved = this.memory.get(keyOf(this.stateKey));
    const jobId = (saved as { jobId?: unknown } | undefined)?.jobId;
    return { ...savedView(saved), jobId: typeof jobId === 'string' ? jobId : undefined };
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** At once: the panel of the last session may never be looked at before another connection is. */
  private keep(): void {
    const { query, detailsOf } = this.dashboard;
    // Without a panel it shows nothing, and what it showed last counts.
    if (query) {
      this.memory
        .update(keyOf(this.stateKey), { ...query.filter, sort: query.sort, jobId: detailsOf })
        .then(undefined, this.onError);
    }
  }

  private turn(): void {
    const { stateKey } = this.connections;
    if (stateKey === this.stateKey) {
      return;
    }
    this.stateKey = stateKey;
    this.dashboard.turnTo(savedView(this.memory.get(keyOf(stateKey))));
  }
}

const keyOf = (stateKey: string): string => `${key}@${stateKey}`;

/** What another version kept and this one cannot read is as good as nothing. */
const savedView = (value: unknown): DashboardView =>
  viewOf(value) ?? { filter: noFilter, sort: newestFirst };
