import * as vscode from 'vscode';
import type { Disposable } from '../core/emitter';
import { isUserError, messageOf } from '../core/errors';
import type { JobStore } from '../core/jobStore';
import { renderItemEvent } from '../core/eventText';
import type { JobFeed } from '../data/jobFeed';

const scheme = 'batch-monitor-event';

/** The full events of jobs as read-only JSON documents, which follow their jobs. */
export class EventDocuments implements vscode.TextDocumentContentProvider, Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly subscriptions: Disposable[];

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly feed: JobFeed,
    private readonly store: JobStore,
  ) {
    this.subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      store.onDidChange(change => {
        const open = openDocuments();
        if (open.length > 0) {
          const { added, changed, removed } = change;
          const jobs = [...added, ...changed.map(({ after }) => after)];
          const moved = new Set([...jobs.map(({ jobId }) => jobId), ...removed]);
          open.filter(({ query }) => moved.has(query)).forEach(uri => this.changed.fire(uri));
        }
      }),
    ];
  }

  /** Opens the event of a job; a job that is gone gets a document that says so. */
  async open(jobId: string): Promise<void> {
    const name = fileName(this.store.get(jobId)?.jobName ?? jobId);
    const uri = vscode.Uri.from({ scheme, path: `/${name}.json`, query: jobId });
    // VS Code keeps the text of a document that is open; it may be of before a sign-in, or an error.
    if (openDocuments().some(open => open.toString() === uri.toString())) {
      this.changed.fire(uri);
    }
    await vscode.window.showTextDocument(uri, { preview: true });
  }

  async provideTextDocumentContent(
    uri: vscode.Uri,
    token: vscode.CancellationToken,
  ): Promise<string> {
    const abort = new AbortController();
    const subscription = token.onCancellationRequested(() => abort.abort());
    try {
      return renderItemEvent(uri.query, await this.feed.getItem(uri.query, abort.signal));
    } catch (error) {
      const remedy = isUserError(error) ? `\n// ${error.remedy}` : '';
      return `// The event of job ${uri.query} could not be read: ${messageOf(error)}${remedy}\n`;
    } finally {
      subscription.dispose();
    }
  }

  dispose(): void {
    this.subscriptions.forEach(subscription => subscription.dispose());
    this.changed.dispose();
  }
}

function openDocuments(): readonly vscode.Uri[] {
  return vscode.workspace.textDocuments.map(({ uri }) => uri).filter(uri => uri.scheme === scheme);
}

/** Job names hold letters, digits, `-` and `_`; anything else in damaged data must not make a path. */
function fileName(jobName: string): string {
  return jobName.replace(/[^\w.-]+/g, '_').slice(0, 128) || 'job';
}
