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

/** Colours event titles by the job's status; current even while the title itself is out of date. */
export class EventDecorations implements vscode.FileDecorationProvider, Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri[]>();
  private readonly subscriptions: DisposableStore;
  /** The decoration last provided for each open URI. */
  private readonly provided = new Map<string, string>();

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
    this.provided.set(uri.toString(), this.stateOf(uri));
    if (isSampleEvent(uri)) {
      return this.ofSample(jobId);
    }
    if (isSample(this.feed.state)) {
      // The store holds sample data, so the state of this job is unknown.
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
    [...this.provided.keys()]
      .filter(key => !open.has(key))
      .forEach(key => this.provided.delete(key));
    // VS Code does not ask again when a URI is reopened; without an entry it counts as outdated here.
    const outdated = [...open.values()].filter(
      uri => this.provided.get(uri.toString()) !== this.stateOf(uri),
    );
    if (outdated.length > 0) {
      this.changed.fire(outdated);
    }
  }

  /** The badge marks sample data, whatever the colours. */
  private ofSample(jobId: string): vscode.FileDecoration {
    const job = isSample(this.feed.state) ? this.store.get(jobId) : undefined;
    const tooltip = job
      ? t('Sample data. Status of the job: {0}', clipText(job.status, maxStatusLength))
      : t('Sample data that is no longer shown');
    const color = new vscode.ThemeColor(job ? colors[toneOf(job.status)] : colors.unknown);
    return new vscode.FileDecoration('S', tooltip, color);
  }

  private stateOf(uri: vscode.Uri): string {
    const { state } = this.feed;
    const status = this.store.get(jobIdOfEvent(uri) ?? '')?.status;
    return JSON.stringify([status, state.updatedAt !== undefined, isSample(state)]);
  }
}
