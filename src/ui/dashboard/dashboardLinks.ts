import * as vscode from 'vscode';
import { linkOf, type DashboardView } from '../../core/filter/dashboardLink';
import { viewOf } from './viewArgument';
import type { Dashboard } from './dashboard';

const path = '/dashboard';

/** An address that opens a dashboard with this view in whoever's VS Code it is opened. */
export function dashboardLink(extensionId: string, view: DashboardView): string {
  return linkOf(`${vscode.env.uriScheme}://${extensionId}${path}`, view);
}

/** Opens such links. They choose what is shown and nothing else, whoever made them. */
export class DashboardLinks implements vscode.UriHandler {
  constructor(private readonly dashboard: Pick<Dashboard, 'show'>) {}

  handleUri(uri: vscode.Uri): void {
    if (uri.path === path) {
      this.dashboard.show(viewOf(uri.query));
    }
  }
}
