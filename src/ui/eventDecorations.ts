import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Disposable } from '../core/emitter';
import { clipText } from '../core/clipText';
import { jobIdOfEvent } from '../core/eventUri';
import type { JobStore } from '../core/jobStore';
import { toneOf } from '../core/status';
import type { JobFeed } from '../data/jobFeed';
import { colors } from '../ids';
import { tabsOfEvents } from './eventTabs';

const longestStatus = 60;

/** The titles of events in the colours of their jobs, live also where the title itself is behind. */
export class EventDecorations implements vscode.FileDecorationProvider, Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri[]>();
  private readonly subscriptions: Disposable[];
  /** By address, what it was given last. */
  private readonly given = new Map<string, string>();

  readonly onDidChangeFileDecorations = this.changed.event;

  constructor(
    private readonly store: JobStore,
    private readonly feed: Pick<JobFeed, 'state' | 'onDidRead'>,
  ) {
    const follow = (): void => this.follow();
    this.subscriptions = [
      vscode.window.registerFileDecorationProvider(this),
      store.onDidChange(follow),
      store.onDidReset(follow),
      feed.onDidRead(follow),
    ];
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const jobId = jobIdOfEvent(uri);
    if (jobId === undefined) {
      return undefined;
    }
    this.given.set(uri.toString(), this.factsOf(jobId));
    const job = this.store.get(jobId);
    if (job) {
      const status = clipText(job.status, longestStatus);
      const color = new vscode.ThemeColor(colors[toneOf(job.status)]);
      return new vscode.FileDecoration(undefined, t('Status of the job: {0}', status), color);
    }
    return this.feed.state.updatedAt === undefined
      ? undefined
      : new vscode.FileDecoration(
          undefined,
          t('The job is no longer in the table'),
          new vscode.ThemeColor(colors.unknown),
        );
  }

  dispose(): void {
    this.subscriptions.forEach(subscription => subscription.dispose());
    this.changed.dispose();
  }

  private follow(): void {
    const open = new Map(tabsOfEvents().map(({ uri }) => [uri.toString(), uri]));
    [...this.given.keys()].filter(key => !open.has(key)).forEach(key => this.given.delete(key));
    const moved = [...open.values()].filter(uri => {
      const given = this.given.get(uri.toString());
      return given !== undefined && given !== this.factsOf(jobIdOfEvent(uri) ?? '');
    });
    if (moved.length > 0) {
      this.changed.fire(moved);
    }
  }

  private factsOf(jobId: string): string {
    const isRead = this.feed.state.updatedAt !== undefined;
    return JSON.stringify([this.store.get(jobId)?.status, isRead]);
  }
}
