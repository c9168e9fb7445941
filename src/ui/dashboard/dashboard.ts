import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { Emitter, type Disposable } from '../../core/base/emitter';
import type { DashboardView, JobQuerySpec } from '../../core/filter/dashboardLink';
import { isSample } from '../../data/feed/feedState';
import { panels } from '../../ids';
import type { DashboardSession, DashboardSessionOptions, MatchingJobs } from './dashboardSession';

export type DashboardOptions = Omit<DashboardSessionOptions, 'post' | 'onWish'> & {
  readonly extensionUri: vscode.Uri;
  /** Called when a dashboard appears, so that the jobs get loaded. */
  readonly onOpen: () => void;
};

/** The one dashboard panel: opens it, brings it to the front, restores it after a restart. */
export class Dashboard implements vscode.WebviewPanelSerializer, Disposable {
  private panel: vscode.WebviewPanel | undefined;
  /** The panel's other side, once its code is loaded. */
  private session: DashboardSession | undefined;
  /** What the next session is to show, be its panel new or restored. */
  private next: DashboardView | undefined;
  private readonly visibilityChanged = new Emitter<boolean>();
  private readonly queryChanged = new Emitter<undefined>();
  private readonly dist: vscode.Uri;
  private readonly serializer: Disposable;

  readonly onDidChangeVisibility = this.visibilityChanged.event;
  /** The panel shows other jobs, or there is none any more. */
  readonly onDidChangeQuery = this.queryChanged.event;

  constructor(private readonly options: DashboardOptions) {
    this.dist = vscode.Uri.joinPath(options.extensionUri, 'dist');
    this.serializer = vscode.window.registerWebviewPanelSerializer(panels.dashboard, this);
  }

  /** Whether the panel is on screen. */
  get visible(): boolean {
    return this.panel?.visible === true;
  }

  /** The jobs that the panel shows; absent while there is none. */
  get query(): JobQuerySpec | undefined {
    return this.session?.wish;
  }

  /** Whether there is a panel that answers. */
  get isOpen(): boolean {
    return this.panel !== undefined;
  }

  /** The job whose details the panel shows. */
  get detailsOf(): string | undefined {
    return this.session?.detailsOf;
  }

  /** The jobs that pass the panel's filter, but for some; absent while there is no panel. */
  async matchingJobs(exceptIds: readonly string[]): Promise<MatchingJobs | undefined> {
    return this.session?.matchingJobs(exceptIds);
  }

  /** Ids of the first `most` jobs that pass the panel's filter, but some. */
  async matchingIds(exceptIds: readonly string[], max: number): Promise<readonly string[]> {
    return this.session?.matchingIds(exceptIds, max) ?? [];
  }

  /** With a view, the dashboard shows just these jobs; without, what it showed before. */
  show(view?: DashboardView): void {
    if (this.panel) {
      this.panel.reveal();
    } else {
      void this.adopt(
        vscode.window.createWebviewPanel(panels.dashboard, this.title, vscode.ViewColumn.Active),
      );
    }
    if (view) {
      this.turnTo(view);
    }
  }

  /** A panel in the place of one that is deaf; the focus stays where it is. */
  reopen(viewColumn: vscode.ViewColumn, view: DashboardView): void {
    this.next = view;
    void this.adopt(
      vscode.window.createWebviewPanel(panels.dashboard, this.title, {
        viewColumn,
        preserveFocus: true,
      }),
    );
  }

  /** Shows other jobs, in the panel or, without one, when there is one. */
  turnTo(view: DashboardView): void {
    if (this.session) {
      this.session.show(view);
    } else {
      this.next = view;
    }
  }

  /** VS Code hands back the panel of the last session; the page keeps its own state. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    if (this.panel) {
      panel.dispose();
    } else {
      await this.adopt(panel);
    }
  }

  dispose(): void {
    this.serializer.dispose();
    this.panel?.dispose();
    this.visibilityChanged.dispose();
    this.queryChanged.dispose();
  }

  private get title(): string {
    return isSample(this.options.feed.state) ? t('Batch Dashboard (Sample)') : t('Batch Dashboard');
  }

  /** VS Code is told of changes alone. */
  private retitle(panel: vscode.WebviewPanel): void {
    if (panel.title !== this.title) {
      panel.title = this.title;
    }
  }

  private async adopt(panel: vscode.WebviewPanel): Promise<void> {
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
    this.retitle(panel);
    const title = this.options.feed.onDidChangeState(() => this.retitle(panel));
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

  /** The page comes last: what it says has somebody to hear it. */
  private async startSession(panel: vscode.WebviewPanel): Promise<void> {
    const { DashboardSession, dashboardHtml } = await import('./dashboardChunk');
    // It can have been closed meanwhile, and another one opened.
    if (this.panel !== panel) {
      return;
    }
    const session = new DashboardSession({
      ...this.options,
      // A page that is hidden has no ears; it asks anew with `ready` when it is shown again.
      post: message => void panel.webview.postMessage(message),
      onWish: () => this.queryChanged.fire(undefined),
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
