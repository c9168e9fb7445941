import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { Emitter, type Disposable } from '../../core/base/emitter';
import type { FailureGroup } from '../../core/failures/failureGroups';
import type { DashboardView } from '../../core/filter/dashboardLink';
import type { JobQuerySpec } from '../../core/filter/jobFilter';
import { isSample } from '../../data/feed/feedState';
import { panels } from '../../ids';
import type { ActionTarget, TablePosition } from '../../protocol/schemas';
import type { DashboardSession, DashboardSessionOptions } from './dashboardSession';
import type { ShownView } from './shownView';
import type { MatchingJobs } from './matchingJobs';

export type DashboardOptions = Omit<
  DashboardSessionOptions,
  'post' | 'onQueryChange' | 'onPositionChange'
> & {
  readonly extensionUri: vscode.Uri;
  /** Called when a dashboard opens, to start loading jobs. */
  readonly onOpen: () => void;
};

/** The single dashboard panel: opens, reveals and restores it. */
export class Dashboard implements vscode.WebviewPanelSerializer, Disposable {
  private panel: vscode.WebviewPanel | undefined;
  /** The host side of the panel, once its code is loaded. */
  private session: DashboardSession | undefined;
  /** The view for the next session, of a new or restored panel. */
  private next: ShownView | undefined;
  private readonly visibilityChanged = new Emitter<boolean>();
  private readonly queryChanged = new Emitter<undefined>();
  private readonly positionChanged = new Emitter<undefined>();
  private readonly dist: vscode.Uri;
  private readonly serializer: Disposable;

  readonly onDidChangeVisibility = this.visibilityChanged.event;
  /** Fires when the panel shows other jobs or is closed. */
  readonly onDidChangeQuery = this.queryChanged.event;
  /** Fires when the user scrolled the table or selected other rows. */
  readonly onDidChangePosition = this.positionChanged.event;

  constructor(private readonly options: DashboardOptions) {
    this.dist = vscode.Uri.joinPath(options.extensionUri, 'dist');
    this.serializer = vscode.window.registerWebviewPanelSerializer(panels.dashboard, this);
  }

  get visible(): boolean {
    return this.panel?.visible === true;
  }

  /** The query that the panel shows; undefined without a panel. */
  get query(): JobQuerySpec | undefined {
    return this.session?.querySpec;
  }

  /** The query as typed, including terms that cannot be parsed and are ignored. */
  get typedQuery(): JobQuerySpec | undefined {
    return this.session?.typedSpec;
  }

  /** Whether this host owns an open panel. */
  get isOpen(): boolean {
    return this.panel !== undefined;
  }

  /** Where the user is in the table, as last reported. */
  get position(): TablePosition | undefined {
    return this.session?.position;
  }

  /** The job in the details drawer. */
  get detailsOf(): string | undefined {
    return this.session?.detailsOf;
  }

  /**
   * The jobs that match the panel's filter, minus exceptions; undefined without a panel.
   * @throws {UserError} if its search has an error.
   */
  async matchingJobs(exceptIds: readonly string[]): Promise<MatchingJobs | undefined> {
    return this.session?.matchingJobs(exceptIds);
  }

  /**
   * Ids of the first `max` jobs of the target.
   * @throws as `matchingJobs`
   */
  async idsOf(target: ActionTarget, max: number): Promise<readonly string[]> {
    switch (target.kind) {
      case 'some':
        return target.jobIds.slice(0, max);
      case 'matching':
        return (await this.session?.matchingIds(target.except, max)) ?? [];
      case 'failures':
        return (await this.session?.failedIds(target.group, max)) ?? [];
    }
  }

  /** A group of failures that the panel shows. */
  failureGroup(id: string): FailureGroup | undefined {
    return this.session?.failures.find(id);
  }

  /** Opens or reveals the dashboard: with the view, if given, or else as it was. */
  show(view?: DashboardView): void {
    if (this.panel) {
      this.panel.reveal();
    } else {
      void this.attach(
        vscode.window.createWebviewPanel(panels.dashboard, this.title, vscode.ViewColumn.Active),
      );
    }
    if (view) {
      this.setView(view);
    }
  }

  /** Replaces a panel whose page stopped responding, without moving the focus. */
  reopen(viewColumn: vscode.ViewColumn, view: ShownView): void {
    this.next = view;
    void this.attach(
      vscode.window.createWebviewPanel(panels.dashboard, this.title, {
        viewColumn,
        preserveFocus: true,
      }),
    );
  }

  /** Changes the view of the panel, or of the next panel if none is open. */
  setView(view: DashboardView): void {
    if (this.session) {
      this.session.show(view);
    } else {
      this.next = view;
    }
  }

  /** VS Code restores the panel of the last session; the page saves its own state. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    if (this.panel) {
      panel.dispose();
    } else {
      await this.attach(panel);
    }
  }

  dispose(): void {
    this.serializer.dispose();
    this.panel?.dispose();
    this.visibilityChanged.dispose();
    this.queryChanged.dispose();
    this.positionChanged.dispose();
  }

  private get title(): string {
    return isSample(this.options.feed.state) ? t('Batch Dashboard (Sample)') : t('Batch Dashboard');
  }

  /** Setting an unchanged title would still notify VS Code. */
  private updateTitle(panel: vscode.WebviewPanel): void {
    if (panel.title !== this.title) {
      panel.title = this.title;
    }
  }

  private async attach(panel: vscode.WebviewPanel): Promise<void> {
    this.panel = panel;
    const media = vscode.Uri.joinPath(this.options.extensionUri, 'media');
    panel.iconPath = {
      light: vscode.Uri.joinPath(media, 'dashboard-light.svg'),
      dark: vscode.Uri.joinPath(media, 'dashboard-dark.svg'),
    };
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [this.dist],
    };
    const visibility = panel.onDidChangeViewState(() => {
      if (!panel.visible) {
        this.session?.hide();
      }
      this.visibilityChanged.fire(panel.visible);
    });
    this.updateTitle(panel);
    const title = this.options.feed.onDidChangeState(() => this.updateTitle(panel));
    panel.onDidDispose(() => {
      title.dispose();
      visibility.dispose();
      this.session?.dispose();
      this.session = undefined;
      this.panel = undefined;
      this.visibilityChanged.fire(false);
      this.queryChanged.fire(undefined);
    });
    this.visibilityChanged.fire(panel.visible);
    this.options.onOpen();
    await this.startSession(panel);
  }

  /** Sets the page's HTML last, so that no message arrives before its listener. */
  private async startSession(panel: vscode.WebviewPanel): Promise<void> {
    const { DashboardSession, dashboardHtml } = await import('./dashboardChunk');
    // The panel may have been closed and replaced during the import.
    if (this.panel !== panel) {
      return;
    }
    const session = new DashboardSession({
      ...this.options,
      // Hidden webviews receive no messages; the page sends `ready` when it is shown again. Posted as text, because
      // messages are cloned on their way, and Chromium takes 5 ms to clone the objects of 100 rows.
      post: message => void panel.webview.postMessage(JSON.stringify(message)),
      onQueryChange: () => this.queryChanged.fire(undefined),
      onPositionChange: () => this.positionChanged.fire(undefined),
    });
    this.session = session;
    if (this.next) {
      session.show(this.next);
      this.next = undefined;
    }
    const messages = panel.webview.onDidReceiveMessage(message => session.receive(message));
    panel.onDidDispose(() => {
      messages.dispose();
    });
    panel.webview.html = dashboardHtml(panel.webview.cspSource, file =>
      panel.webview.asWebviewUri(vscode.Uri.joinPath(this.dist, file)).toString(),
    );
  }
}
