import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable, Event } from '../../core/base/emitter';
import { Poller } from '../../core/polling/poller';
import { pollingWait, type Attention } from '../../core/polling/pollingPolicy';
import type { JobStore } from '../../core/store/jobStore';
import { contextKeys, views } from '../../ids';
import { systemClock } from '../base/clock';
import { ContextKey } from '../base/contextKey';
import type { QueueAccess } from './queueAccess';
import { queuesMaxAgeMs, type QueueFeed } from './queueFeed';
import { ShownQueueLoads } from './queueLoads';
import type { QueueNode } from './queueNode';
import { QueueTree } from './queueTree';

export interface QueuesViewOptions {
  readonly feed: QueueFeed;
  readonly access: QueueAccess;
  readonly store: JobStore;
  readonly attention: { readonly now: Attention; readonly onDidChange: Event<Attention> };
  /** The interval of refreshes in the settings; 0 turns them off. */
  readonly intervalMs: () => number;
}

/** Selects the welcome text; the view is hidden without a value. */
export type QueuesPhase = 'offered' | 'loading' | 'empty' | 'ready';

/** The queues view: reads while it is visible, at most once a minute. */
export class QueuesView implements Disposable {
  readonly tree: QueueTree;
  readonly view: vscode.TreeView<QueueNode>;
  private readonly loads: ShownQueueLoads;
  private readonly poller: Poller;
  private readonly phase = new ContextKey<QueuesPhase>(contextKeys.queues);
  private readonly subscriptions: DisposableStore;

  constructor(private readonly options: QueuesViewOptions) {
    const { feed, access, store, attention } = options;
    this.loads = new ShownQueueLoads(store, () => this.view.visible, systemClock);
    this.tree = new QueueTree({ feed, loads: this.loads, store, now: Date.now });
    this.view = vscode.window.createTreeView(views.queues, {
      treeDataProvider: this.tree,
      showCollapseAll: true,
    });
    this.poller = new Poller({
      run: () => feed.refresh(),
      waitMs: () => this.waitMs,
      clock: systemClock,
    });
    this.subscriptions = new DisposableStore(
      this.view,
      this.tree,
      this.loads,
      this.poller,
      feed.onDidChange(() => this.update()),
      this.loads.onDidChange(() => this.tree.refresh()),
      access.onDidChange(() => {
        feed.reconnect();
        this.update();
        this.show();
      }),
      this.view.onDidChangeVisibility(() => this.show()),
      attention.onDidChange(() => this.poller.plan()),
    );
    this.update();
    this.show();
  }

  /** Reads the queues now. */
  async refresh(): Promise<void> {
    await this.poller.now();
  }

  /** After sign-in or once the workspace is trusted. */
  resume(): void {
    this.poller.resume();
  }

  /** Shows the view, and the queue in it if it is known. */
  async reveal(name: string): Promise<void> {
    await vscode.commands.executeCommand(`${views.queues}.focus`);
    if (this.options.access.isAllowed && !this.options.feed.state.reading) {
      await this.poller.now();
    }
    // The nodes that VS Code knows are those of its last request.
    await this.tree.getChildren();
    const node = this.tree.find(name);
    try {
      await (node && this.view.reveal(node, { select: true, focus: true, expand: true }));
    } catch {
      // VS Code cannot find a node while it refreshes the tree.
    }
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private get waitMs(): number {
    const { access, intervalMs, attention } = this.options;
    const isWanted = this.view.visible && access.isAllowed && intervalMs() > 0;
    return isWanted ? pollingWait(Math.max(queuesMaxAgeMs, intervalMs()), attention.now) : 0;
  }

  private show(): void {
    const { access, feed } = this.options;
    if (!this.view.visible || !access.isAllowed) {
      return;
    }
    this.loads.show();
    const { reading, error } = feed.state;
    if (!this.poller.start()) {
      if (reading || error) {
        this.poller.plan();
      } else {
        void this.poller.renew();
      }
    }
  }

  private update(): void {
    const phase = this.phaseNow;
    this.phase.set(phase);
    this.view.description = this.options.feed.state.error ? t('not up to date') : '';
    this.tree.refresh();
  }

  private get phaseNow(): QueuesPhase | undefined {
    const { access, feed } = this.options;
    const { reading, views: queues, error } = feed.state;
    if (!access.isAvailable) {
      return undefined;
    }
    if (!access.isAllowed) {
      return 'offered';
    }
    if (!reading && !error) {
      return 'loading';
    }
    return queues.length > 0 || error ? 'ready' : 'empty';
  }
}
