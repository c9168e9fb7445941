import { objectIn, textIn } from '../../core/base/json';
import type { DashboardView } from '../../core/filter/dashboardLink';
import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable } from '../../core/base/emitter';
import { newestFirst } from '../../core/filter/columns';
import { noFilter } from '../../core/filter/jobFilter';
import { checkTablePosition } from '../../protocol/schemas';
import { viewOf } from './viewArgument';
import type { Connections } from '../connection/connections';
import type { Dashboard } from './dashboard';
import type { ShownView } from './shownView';
import type { Memento } from '../base/memento';

const key = 'dashboard.view';

/**
 * Saves the dashboard's view per connection and restores it after a switch. Within a connection, the page
 * saves it.
 */
export class DashboardState implements Disposable {
  private readonly subscriptions: DisposableStore;
  private stateKey: string;

  constructor(
    private readonly dashboard: Pick<
      Dashboard,
      'query' | 'detailsOf' | 'position' | 'onDidChangeQuery' | 'onDidChangePosition' | 'setView'
    >,
    private readonly connections: Pick<Connections, 'stateKey' | 'onDidChange'>,
    private readonly memory: Memento,
    private readonly onError: (error: unknown) => void,
  ) {
    this.stateKey = connections.stateKey;
    this.subscriptions = new DisposableStore(
      dashboard.onDidChangeQuery(() => this.save()),
      dashboard.onDidChangePosition(() => this.save()),
      connections.onDidChange(() => this.restore()),
    );
  }

  /** The last view, including the details, the scroll position and the selection. */
  get lastShown(): ShownView {
    const saved = this.memory.get(keyOf(this.stateKey));
    const { jobId, position } = objectIn(saved);
    return {
      ...savedView(saved),
      jobId: textIn(jobId),
      position: checkTablePosition(position),
    };
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** Saves at once, since the connection may change before a restored panel becomes visible. */
  private save(): void {
    const { query, detailsOf, position } = this.dashboard;
    // Without a panel, keep the last saved view.
    if (query) {
      this.memory
        .update(keyOf(this.stateKey), {
          ...query.filter,
          sort: query.sort,
          jobId: detailsOf,
          position,
        })
        .then(undefined, this.onError);
    }
  }

  private restore(): void {
    const { stateKey } = this.connections;
    if (stateKey === this.stateKey) {
      return;
    }
    this.stateKey = stateKey;
    this.dashboard.setView(savedView(this.memory.get(keyOf(stateKey))));
  }
}

const keyOf = (stateKey: string): string => `${key}@${stateKey}`;

/** Values from another version that cannot be read are ignored. */
const savedView = (value: unknown): DashboardView =>
  viewOf(value) ?? { filter: noFilter, sort: newestFirst };
