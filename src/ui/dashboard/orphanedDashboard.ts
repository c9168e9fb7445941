import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/emitter';
import type { Clock } from '../../core/base/clock';
import { panels } from '../../ids';
import type { Dashboard } from './dashboard';
import type { DashboardState } from './dashboardState';

/** VS Code hands over a panel of the last session well before, once it is looked at. */
const patienceMs = 5_000;

/**
 * When the extension host has crashed, VS Code starts another and leaves the dashboard's page on screen,
 * where nobody answers it any more. It is replaced by one that shows the same.
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
    if (this.orphaned) {
      this.timer = this.clock.setTimeout(() => void this.replace(), patienceMs);
    }
  }

  /** A tab that is on screen and belongs to no panel of ours. */
  private get orphaned(): vscode.Tab | undefined {
    return this.dashboard.isOpen
      ? undefined
      : vscode.window.tabGroups.all
          .map(group => group.activeTab)
          .find(
            tab =>
              tab?.input instanceof vscode.TabInputWebview &&
              // VS Code puts its own word in front.
              tab.input.viewType.endsWith(panels.dashboard),
          );
  }

  private async replace(): Promise<void> {
    const tab = this.orphaned;
    if (tab) {
      this.dashboard.reopen(tab.group.viewColumn, this.views.lastShown);
      await vscode.window.tabGroups.close(tab, true);
    }
  }
}
