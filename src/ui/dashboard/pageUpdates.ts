import type { Clock } from '../../core/base/clock';
import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable } from '../../core/base/emitter';
import { PromptThrottle } from '../../core/base/promptThrottle';
import { Throttle } from '../../core/base/throttle';
import type { JobStore } from '../../core/store/jobStore';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { ToPage } from '../../protocol/toPage';
import type { ActionHistory } from '../actions/actionHistory';
import type { ActionModes } from '../actions/actionModes';
import type { RefreshRate } from '../polling/refreshRate';
import type { WhileAway } from '../polling/whileAway';
import { stateMessage } from './stateMessage';

export interface PageUpdatesOptions {
  readonly store: Pick<JobStore, 'size' | 'onDidChange'>;
  readonly feed: Pick<JobFeed, 'state' | 'onDidChangeState'>;
  readonly rate: Pick<RefreshRate, 'waitMs' | 'onDidChange'>;
  readonly modes?: Pick<ActionModes, 'mode' | 'onDidChange'>;
  readonly away?: Pick<WhileAway, 'failures' | 'onDidChange'>;
  readonly history: Pick<ActionHistory, 'onDidChange'>;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  readonly post: (message: ToPage) => void;
}

/** Throttles messages about changes to the page. */
const announceMs = 150;

/** Tells the page what has changed, at a limited rate, and nothing while no page listens. */
export class PageUpdates implements Disposable {
  private readonly state: Throttle;
  private readonly jobs: PromptThrottle;
  private readonly actions: Throttle;
  private readonly subscriptions: DisposableStore;
  private listens = false;

  constructor(private readonly options: PageUpdatesOptions) {
    const { store, feed, rate, away, modes, history, clock } = options;
    this.state = new Throttle(() => this.postState(), announceMs, clock);
    this.jobs = new PromptThrottle(() => this.postJobs(), announceMs, clock);
    this.actions = new Throttle(() => this.postActions(), announceMs, clock);
    const requestState = (): void => this.state.request();
    this.subscriptions = new DisposableStore(
      ...[this.state, this.jobs, this.actions],
      store.onDidChange(() => this.requestQuery()),
      history.onDidChange(() => this.actions.request()),
      ...[feed.onDidChangeState(requestState), rate.onDidChange(requestState)],
      ...[away, modes].flatMap(source => source?.onDidChange(requestState) ?? []),
    );
  }

  /** Whether the page is ready for messages. */
  get isReady(): boolean {
    return this.listens;
  }

  /** The page is ready, and knows nothing yet. */
  resume(): void {
    this.listens = true;
    this.postState();
  }

  pause(): void {
    this.listens = false;
  }

  /** Makes the page query again soon. */
  requestQuery(): void {
    this.jobs.request();
  }

  dispose(): void {
    this.pause();
    this.subscriptions.dispose();
  }

  private postState(): void {
    const { feed, rate, store, away, modes, post } = this.options;
    if (this.listens) {
      post(stateMessage(feed.state, rate.waitMs, store.size, away?.failures, modes?.mode));
    }
  }

  private postJobs(): void {
    if (this.listens) {
      this.options.post({ type: 'changed' });
      this.postState();
    }
  }

  private postActions(): void {
    if (this.listens) {
      this.options.post({ type: 'historyChanged' });
    }
  }
}
