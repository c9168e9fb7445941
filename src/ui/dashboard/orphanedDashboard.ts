import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/emitter';
import type { Clock } from '../../core/base/clock';
import { panels } from '../../ids';
import type { Dashboard } from './dashboard';
import type { DashboardState } from './dashboardState';

/** Enough time for VS Code to restore a visible panel of the last session itself. */
const restoreTimeoutMs = 5_000;

/**
 * When the extension host crashes, VS Code starts another but leaves the dashboard's page on screen without a
 * host. Replaces it with a panel that shows the same view.
 */
export class OrphanedDashboard implements Disposable {
  private readonly subscription: Disposable;
  private timer: unknown;

  constructor(
    private readonly dashboard: Pick<Dashboard, 'isOpen' | 'reopen'>,
    private readonly views: Pick<DashboardState, 'lastShown'>,
    private readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>,
  ) {
    this.subscription = vscode.window.tabGroups.onDidChangeTabs(() => this.check());
    this.check();
  }

  dispose(): void {
    this.subscription.dispose();
    this.clock.clearTimeout(this.timer);
  }

  private check(): void {
    this.clock.clearTimeout(this.timer);
    if (this.orphanedTab) {
      this.timer = this.clock.setTimeout(() => void this.replace(), restoreTimeoutMs);
    }
  }

  /** A visible dashboard tab that no panel of this host owns. */
  private get orphanedTab(): vscode.Tab | undefined {
    return this.dashboard.isOpen
      ? undefined
      : vscode.window.tabGroups.all
          .map(group => group.activeTab)
          .find(
            tab =>
              tab?.input instanceof vscode.TabInputWebview &&
              // VS Code prefixes the view type.
              tab.input.viewType.endsWith(panels.dashboard),
          );
  }

  private async replace(): Promise<void> {
    const tab = this.orphanedTab;
    if (tab) {
      this.dashboard.reopen(tab.group.viewColumn, this.views.lastShown);
      await vscode.window.tabGroups.close(tab, true);
    }
  }
}
