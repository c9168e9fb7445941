import * as vscode from 'vscode';
import { linkOf, type DashboardView } from '../../core/filter/dashboardLink';
import { viewOf } from './viewArgument';
import type { Dashboard } from './dashboard';

const path = '/dashboard';

/** A link that opens a dashboard with this view in any VS Code with the extension. */
export function dashboardLink(extensionId: string, view: DashboardView): string {
  return linkOf(`${vscode.env.uriScheme}://${extensionId}${path}`, view);
}

/** Handles dashboard links. They only select a view, so untrusted links are safe. */
export class DashboardLinks implements vscode.UriHandler {
  constructor(private readonly dashboard: Pick<Dashboard, 'show'>) {}

  handleUri(uri: vscode.Uri): void {
    if (uri.path === path) {
      this.dashboard.show(viewOf(uri.query));
    }
  }
}
