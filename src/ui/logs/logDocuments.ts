import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable } from '../../core/base/emitter';
import { describeError, isAbort, isUserError } from '../../core/diagnostics/errors';
import { isElsewhere } from '../../core/event/eventUri';
import { isTerminal } from '../../core/job/status';
import type { JobLog } from '../../core/logs/jobLogs';
import { logAddressOf, logScheme, logUri } from '../../core/logs/logUri';
import type { LogView } from '../../core/logs/renderLog';
import type { JobStore } from '../../core/store/jobStore';
import type { JobFeed } from '../../data/feed/jobFeed';
import { contextKeys } from '../../ids';
import { systemClock } from '../base/clock';
import { urisInTabs } from '../base/tabUris';
import { TextFiles } from '../base/textFiles';
import { UriListKey } from '../base/uriListKey';
import type { LocatedLogs, LogAccess } from './logAccess';
import { LogFollower } from './logFollower';
import { logLenses } from './logLenses';
import { changeOf, documentOf } from './openDocument';
import { editorsOf, LogScroll, moveToEnd, moveToLine } from './logScroll';
import { OpenedLog } from './openedLog';

export interface LogDocumentsOptions {
  readonly access: LogAccess;
  readonly feed: Pick<JobFeed, 'state' | 'onDidRead'>;
  readonly store: Pick<JobStore, 'get' | 'onDidReset'>;
  readonly warn: (message: string) => void;
}

interface Entry {
  readonly uri: vscode.Uri;
  readonly log: OpenedLog;
  readonly follower: LogFollower;
  /** The first read, which the document waits for. */
  loaded: Promise<void> | undefined;
  /** Whether a tab shows it; none does if an extension reads the document in the background. */
  tab: 'none' | 'expected' | 'open';
}

/** The logs of jobs as read-only documents, which grow while their jobs run. */
export class LogDocuments implements vscode.CodeLensProvider, Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly lensesChanged = new vscode.EventEmitter<void>();
  private readonly followed = new UriListKey(contextKeys.followedLogs);
  private readonly revealed = new UriListKey(contextKeys.revealedLogs);
  private readonly stopped = new AbortController();
  private readonly scroll = new LogScroll();
  private readonly files = new TextFiles(uri => this.textOf(uri));
  private readonly subscriptions: DisposableStore;

  readonly onDidChangeCodeLenses = this.lensesChanged.event;

  constructor(private readonly options: LogDocumentsOptions) {
    this.subscriptions = new DisposableStore(
      vscode.workspace.registerFileSystemProvider(logScheme, this.files, {
        isReadonly: true,
        isCaseSensitive: true,
      }),
      vscode.languages.registerCodeLensProvider({ scheme: logScheme }, this),
      vscode.window.onDidChangeVisibleTextEditors(() => this.wake()),
      vscode.window.tabGroups.onDidChangeTabs(() => this.dropClosed()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.dropWithoutTab(uri)),
      options.feed.onDidRead(() => this.wake()),
      // Another table: its jobs have other logs.
      options.store.onDidReset(() => this.entries.forEach(entry => this.reload(entry))),
      this.scroll,
      this.files,
    );
  }

  /** Opens a log of a job at its end, or at a time, and follows it while it may grow. */
  async open(
    located: LocatedLogs,
    log: Pick<JobLog, 'attempt' | 'container'>,
    time?: number,
  ): Promise<void> {
    const { connection } = this.options.feed.state;
    const uri = vscode.Uri.from(logUri(located.job, log, connection));
    const entry = this.entries.get(uri.toString()) ?? this.add(uri);
    entry.tab = entry.tab === 'none' ? 'expected' : entry.tab;
    entry.loaded = this.load(entry, located);
    await entry.loaded;
    const line = time === undefined ? undefined : await entry.log.lineAt(time, this.stopped.signal);
    await this.refresh(entry);
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document, { preview: true });
    if (line === undefined) {
      moveToEnd(editor);
    } else {
      moveToLine(editor, line);
    }
  }

  /** VS Code keeps the text of a document for a while after its tab was closed. */
  private async refresh(entry: Entry): Promise<void> {
    const document = documentOf(entry.uri);
    if (document && document.getText() !== entry.log.text()) {
      const changed = changeOf(entry.uri);
      this.change(entry);
      await changed;
    }
  }

  /** The log that a document shows. */
  logOf(uri: vscode.Uri): OpenedLog | undefined {
    return this.entries.get(uri.toString())?.log;
  }

  follow(uri: vscode.Uri): void {
    editorsOf(uri).forEach(moveToEnd);
    this.entries.get(uri.toString())?.follower.start();
  }

  stopFollowing(uri: vscode.Uri): void {
    this.entries.get(uri.toString())?.follower.stop();
  }

  isFollowing(uri: vscode.Uri): boolean {
    return this.entries.get(uri.toString())?.follower.phase === 'following';
  }

  /** Shows a log in another way, such as with times. */
  show(uri: vscode.Uri, change: Partial<LogView>): void {
    const entry = this.entries.get(uri.toString());
    if (entry) {
      entry.log.show(change);
      this.change(entry);
      this.announce();
    }
  }

  /** Renders the times anew. */
  redraw(): void {
    for (const entry of this.entries.values()) {
      if (entry.log.view.times === 'time') {
        // Pages keep the text of the view that they were rendered for.
        entry.log.show({});
        this.change(entry);
      }
    }
  }

  /** Adds the lines before the first one; editors stay at their lines. */
  async loadEarlier(uri: vscode.Uri): Promise<void> {
    const entry = this.entries.get(uri.toString());
    if (entry && (await entry.log.loadEarlier(this.stopped.signal))) {
      if (!entry.log.isAtEnd) {
        entry.follower.stop();
      }
      const changed = changeOf(uri);
      this.change(entry);
      await changed;
    }
    this.lensesChanged.fire();
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const entry = this.entries.get(uri.toString());
    return entry ? logLenses(uri, { log: entry.log, phase: entry.follower.phase }) : [];
  }

  dispose(): void {
    this.stopped.abort();
    this.entries.forEach(({ follower }) => follower.dispose());
    this.entries.clear();
    this.subscriptions.dispose();
    this.lensesChanged.dispose();
  }

  private async textOf(uri: vscode.Uri): Promise<string> {
    const address = logAddressOf(uri);
    if (!address) {
      return `${t('This URI does not identify a log.')}\n`;
    }
    if (isElsewhere(uri, this.options.feed.state.connection)) {
      return `${t('This log belongs to a table that is not active. To see it, run "Batch Monitor: Switch Connection…".')}\n`;
    }
    const entry = this.entries.get(uri.toString()) ?? this.add(uri);
    await (entry.loaded ??= this.load(entry));
    return entry.log.text();
  }

  private add(uri: vscode.Uri): Entry {
    const { access } = this.options;
    const address = logAddressOf(uri) ?? { jobId: '', attempt: undefined, container: undefined };
    const log = new OpenedLog(address, access);
    const entry: Entry = {
      uri,
      log,
      loaded: undefined,
      tab: urisInTabs().some(other => other.toString() === uri.toString()) ? 'open' : 'none',
      follower: new LogFollower({
        log,
        clock: systemClock,
        isVisible: () => editorsOf(uri).length > 0,
        isOver: () => this.isOver(entry),
        onLines: () => this.change(entry),
        onPhase: () => {
          this.lensesChanged.fire();
          this.announce();
        },
      }),
    };
    this.entries.set(uri.toString(), entry);
    return entry;
  }

  /** Never fails: the document shows the problem. */
  private async load(entry: Entry, located?: LocatedLogs): Promise<void> {
    try {
      await entry.log.load(this.stopped.signal, located);
    } catch (error) {
      if (!isAbort(error)) {
        this.options.warn(`could not read a log: ${describeError(error)}`);
      }
    }
    if (entry.log.mayGrow && entry.follower.phase !== 'off') {
      entry.follower.wake();
    } else if (entry.log.mayGrow || isTransient(entry.log.problem)) {
      entry.follower.start();
    }
    this.lensesChanged.fire();
  }

  private reload(entry: Entry): void {
    entry.follower.stop();
    entry.loaded = undefined;
    this.change(entry);
  }

  private isOver({ log }: Entry): boolean {
    const { store, feed } = this.options;
    const job = store.get(log.jobId);
    if (!log.mayGrow || job === undefined) {
      return !log.mayGrow || feed.state.updatedAt !== undefined;
    }
    const attempt = log.log?.attempt ?? 0;
    return isTerminal(job.status) || (attempt > 0 && (job.attempts ?? 0) >= attempt);
  }

  /** Makes VS Code read the document again. */
  private change(entry: Entry): void {
    this.scroll.beforeChange(entry.uri, entry.log.drainShift());
    this.files.change(entry.uri);
    this.lensesChanged.fire();
  }

  private wake(): void {
    this.entries.forEach(({ follower }) => follower.wake());
  }

  /** A closed log is neither followed nor revealed any more. */
  private dropClosed(): void {
    const open = new Set(urisInTabs().map(String));
    for (const [key, entry] of this.entries) {
      if (open.has(key)) {
        entry.tab = 'open';
      } else if (entry.tab === 'open') {
        this.drop(entry);
      }
    }
    this.announce();
  }

  private dropWithoutTab(uri: vscode.Uri): void {
    const entry = this.entries.get(uri.toString());
    if (entry?.tab === 'none') {
      this.drop(entry);
    }
  }

  private drop({ uri, follower }: Entry): void {
    follower.dispose();
    this.entries.delete(uri.toString());
    this.files.forget(uri);
  }

  /** Publishes the URIs that are followed or show secrets, for the editor menus. */
  private announce(): void {
    const urisOf = (matches: (entry: Entry) => boolean): readonly vscode.Uri[] =>
      [...this.entries.values()].filter(matches).map(({ uri }) => uri);
    this.followed.set(urisOf(({ follower }) => follower.phase === 'following'));
    this.revealed.set(urisOf(({ log }) => log.view.isRevealed));
  }
}

const isTransient = (problem: unknown): boolean =>
  isUserError(problem) && /^(aws|network|logs\.throttled)/.test(problem.code);
