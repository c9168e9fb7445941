import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable } from '../../core/base/emitter';
import { clipText } from '../../core/text/clipText';
import { isSampleEvent, jobIdOfEvent } from '../../core/event/eventUri';
import type { JobStore } from '../../core/store/jobStore';
import { toneOf } from '../../core/job/status';
import { isSample } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import { colors } from '../../ids';
import { tabsOfEvents } from './eventTabs';

const maxStatusLength = 60;

/** The titles of events in the colours of their jobs, live also where the title itself is behind. */
export class EventDecorations implements vscode.FileDecorationProvider, Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri[]>();
  private readonly subscriptions: DisposableStore;
  /** By address that is open, what it was given last. */
  private readonly given = new Map<string, string>();

  readonly onDidChangeFileDecorations = this.changed.event;

  constructor(
    private readonly store: JobStore,
    private readonly feed: Pick<JobFeed, 'state' | 'onDidRead'>,
  ) {
    const follow = (): void => this.follow();
    this.subscriptions = new DisposableStore(
      vscode.window.registerFileDecorationProvider(this),
      store.onDidChange(follow),
      store.onDidReset(follow),
      feed.onDidRead(follow),
      vscode.window.tabGroups.onDidChangeTabs(follow),
    );
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const jobId = jobIdOfEvent(uri);
    if (jobId === undefined) {
      return undefined;
    }
    this.given.set(uri.toString(), this.factsOf(uri));
    if (isSampleEvent(uri)) {
      return this.ofSample(jobId);
    }
    if (isSample(this.feed.state)) {
      // Nobody asks AWS about it now.
      return undefined;
    }
    const job = this.store.get(jobId);
    if (job) {
      const status = clipText(job.status, maxStatusLength);
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
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private follow(): void {
    const open = new Map(tabsOfEvents().map(({ uri }) => [uri.toString(), uri]));
    [...this.given.keys()].filter(key => !open.has(key)).forEach(key => this.given.delete(key));
    // VS Code does not ask again for an address that was open before: nothing is known to be given to that.
    const outdated = [...open.values()].filter(
      uri => this.given.get(uri.toString()) !== this.factsOf(uri),
    );
    if (outdated.length > 0) {
      this.changed.fire(outdated);
    }
  }

  /** Its badge says that it is one, whatever the colours. */
  private ofSample(jobId: string): vscode.FileDecoration {
    const job = isSample(this.feed.state) ? this.store.get(jobId) : undefined;
    const tooltip = job
      ? t('Sample data. Status of the job: {0}', clipText(job.status, maxStatusLength))
      : t('Sample data that is over');
    const color = new vscode.ThemeColor(job ? colors[toneOf(job.status)] : colors.unknown);
    return new vscode.FileDecoration('S', tooltip, color);
  }

  private factsOf(uri: vscode.Uri): string {
    const { state } = this.feed;
    const status = this.store.get(jobIdOfEvent(uri) ?? '')?.status;
    return JSON.stringify([status, state.updatedAt !== undefined, isSample(state)]);
  }
}
