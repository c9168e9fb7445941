import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable } from '../../core/base/emitter';
import { comparableEvent } from '../../core/event/comparableEvent';
import {
  comparisonScheme,
  eventAddress,
  eventAuthority,
  isElsewhere,
} from '../../core/event/eventUri';
import type { JobStore } from '../../core/store/jobStore';
import { clipText } from '../../core/text/clipText';
import type { JobFeed } from '../../data/feed/jobFeed';
import { TextFiles } from '../base/textFiles';

export interface ComparisonDocumentsOptions {
  readonly feed: Pick<JobFeed, 'getItem' | 'state'>;
  readonly store: Pick<JobStore, 'get' | 'onDidReset'>;
}

const maxTitleLength = 60;

/** Events of two jobs side by side, in VS Code's comparison, without what differs between any two jobs. */
export class ComparisonDocuments implements Disposable {
  private readonly files = new TextFiles(uri => this.read(uri));
  private readonly stopped = new AbortController();
  private readonly subscriptions: DisposableStore;

  constructor(private readonly options: ComparisonDocumentsOptions) {
    this.subscriptions = new DisposableStore(
      vscode.workspace.registerFileSystemProvider(comparisonScheme, this.files, {
        isReadonly: true,
        isCaseSensitive: true,
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === comparisonScheme) {
          this.files.forget(uri);
        }
      }),
      options.store.onDidReset(() => openComparisons().forEach(uri => this.files.change(uri))),
    );
  }

  /** Compares the event of a successful job, on the left, with that of another job. */
  async openWithSuccess(successId: string, jobId: string): Promise<void> {
    const [left, right] = [this.uriOf(successId), this.uriOf(jobId)];
    const open = new Set(openComparisons().map(String));
    // VS Code keeps the text of an open document, which may be older than the event.
    [left, right].filter(uri => open.has(uri.toString())).forEach(uri => this.files.change(uri));
    const title = t(
      '{0} (last success) ↔ {1}',
      clipText(nameIn(left), maxTitleLength),
      clipText(nameIn(right), maxTitleLength),
    );
    await vscode.commands.executeCommand('vscode.diff', left, right, title, { preview: true });
  }

  dispose(): void {
    this.stopped.abort();
    this.subscriptions.dispose();
    this.files.dispose();
  }

  private async read({ authority, query }: vscode.Uri): Promise<string> {
    const { feed } = this.options;
    if (isElsewhere({ authority }, feed.state.connection)) {
      const note = t('This event belongs to a table that is not active.');
      return `${JSON.stringify(note)}\n`;
    }
    return comparableEvent(query, await feed.getItem(query, this.stopped.signal));
  }

  private uriOf(jobId: string): vscode.Uri {
    const { feed, store } = this.options;
    const authority = eventAuthority(feed.state.connection);
    const address = eventAddress(jobId, store.get(jobId), authority);
    return vscode.Uri.from({ ...address, scheme: comparisonScheme });
  }
}

/** The file name without its extension. */
const nameIn = ({ path }: vscode.Uri): string => path.slice(1, -'.json'.length);

const openComparisons = (): readonly vscode.Uri[] =>
  vscode.workspace.textDocuments
    .map(({ uri }) => uri)
    .filter(({ scheme }) => scheme === comparisonScheme);
