import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { Emitter, type Disposable } from '../core/emitter';
import type { DashboardView } from '../core/dashboardLink';
import { isSample } from '../data/feedState';
import { panels } from '../ids';
import { dashboardHtml } from './dashboardHtml';
import {
  DashboardSession,
  type DashboardSessionOptions,
  type MatchingJobs,
} from './dashboardSession';
import type { JobWish } from './exportWish';

export type DashboardOptions = Omit<DashboardSessionOptions, 'post' | 'onWish'> & {
  readonly extensionUri: vscode.Uri;
  /** Called when a dashboard appears, so that the jobs get loaded. */
  readonly onOpen: () => void;
};

/** The one dashboard panel: opens it, brings it to the front, restores it after a restart. */
export class Dashboard implements vscode.WebviewPanelSerializer, Disposable {
  private open:
    { readonly panel: vscode.WebviewPanel; readonly session: DashboardSession } | undefined;
  /** What the next panel is to show, be it new or of the last session. */
  private next: DashboardView | undefined;
  private readonly visibilityChanged = new Emitter<boolean>();
  private readonly wishChanged = new Emitter<undefined>();
  private readonly dist: vscode.Uri;
  private readonly serializer: Disposable;

  readonly onDidChangeVisibility = this.visibilityChanged.event;
  /** The panel shows other jobs, or there is none any more. */
  readonly onDidChangeWish = this.wishChanged.event;

  constructor(private readonly options: DashboardOptions) {
    this.dist = vscode.Uri.joinPath(options.extensionUri, 'dist');
    this.serializer = vscode.window.registerWebviewPanelSerializer(panels.dashboard, this);
  }

  /** Whether the panel is on screen. */
  get visible(): boolean {
    return this.open?.panel.visible === true;
  }

  /** The jobs that the panel shows; absent while there is none. */
  get wish(): JobWish | undefined {
    return this.open?.session.wish;
  }

  /** Whether there is a panel that answers. */
  get isOpen(): boolean {
    return this.open !== undefined;
  }

  /** The job whose details the panel shows. */
  get detailsOf(): string | undefined {
    return this.open?.session.detailsOf;
  }

  /** The jobs that pass the panel's filter, but for some; absent while there is no panel. */
  async matchingJobs(exceptIds: readonly string[]): Promise<MatchingJobs | undefined> {
    return this.open?.session.matchingJobs(exceptIds);
  }

  /** Ids of the first `most` jobs that pass the panel's filter, but some. */
  async matchingIds(exceptIds: readonly string[], most: number): Promise<readonly string[]> {
    return this.open?.session.matchingIds(exceptIds, most) ?? [];
  }

  /** With a view, the dashboard shows just these jobs; without, what it showed before. */
  show(view?: DashboardView): void {
    if (this.open) {
      this.open.panel.reveal();
    } else {
      this.adopt(
        vscode.window.createWebviewPanel(panels.dashboard, this.title, vscode.ViewColumn.Active),
      );
    }
    if (view) {
      this.open?.session.show(view);
    }
  }

  /** A panel in the place of one that is deaf; the focus stays where it is. */
  reopen(viewColumn: vscode.ViewColumn, view: DashboardView): void {
    this.next = view;
    this.adopt(
      vscode.window.createWebviewPanel(panels.dashboard, this.title, {
        viewColumn,
        preserveFocus: true,
      }),
    );
  }

  /** Shows other jobs, in the panel or, without one, when there is one. */
  turnTo(view: DashboardView): void {
    if (this.open) {
      this.open.session.show(view);
    } else {
      this.next = view;
    }
  }

  /** VS Code hands back the panel of the last session; the page keeps its own state. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    if (this.open) {
      panel.dispose();
    } else {
      this.adopt(panel);
    }
    return Promise.resolve();
  }

  dispose(): void {
    this.serializer.dispose();
    this.open?.panel.dispose();
    this.visibilityChanged.dispose();
    this.wishChanged.dispose();
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

  private adopt(panel: vscode.WebviewPanel): void {
    const session = new DashboardSession({
      ...this.options,
      // A page that is hidden has no ears; it asks anew with `ready` when it is shown again.
      post: message => void panel.webview.postMessage(message),
      onWish: () => this.wishChanged.fire(undefined),
    });
    this.open = { panel, session };
    if (this.next) {
      session.show(this.next);
      this.next = undefined;
    }
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
        session.hide();
      }
      this.visibilityChanged.fire(panel.visible);
    });
    this.retitle(panel);
    const title = this.options.feed.onDidChangeState(() => this.retitle(panel));
    const messages = panel.webview.onDidReceiveMessage(message => session.receive(message));
    panel.onDidDispose(() => {
      messages.dispose();
      title.dispose();
      visibility.dispose();
      session.dispose();
      this.open = undefined;
      this.visibilityChanged.fire(false);
      this.wishChanged.fire(undefined);
    });
    panel.webview.html = dashboardHtml(panel.webview.cspSource, file =>
      panel.webview.asWebviewUri(vscode.Uri.joinPath(this.dist, file)).toString(),
    );
    this.visibilityChanged.fire(panel.visible);
    this.options.onOpen();
  }
}
