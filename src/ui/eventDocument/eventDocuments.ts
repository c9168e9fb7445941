import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable } from '../../core/base/emitter';
import { isUserError, messageOf } from '../../core/diagnostics/errors';
import {
  markedAsSample,
  renderFailure,
  renderItemEvent,
  renderOther,
  type EventText,
} from '../../core/event/eventText';
import {
  eventAddress,
  eventAuthority,
  eventScheme,
  isElsewhere,
  isSampleEvent,
  jobIdOfEvent,
} from '../../core/event/eventUri';
import { jobOf } from '../../core/job/jobItem';
import { versionOf } from '../../core/job/jobVersion';
import type { JobStore } from '../../core/store/jobStore';
import { isSample } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import { contextKeys } from '../../ids';
import { EventTabs, tabsOfEvents } from './eventTabs';

export interface EventDocumentsOptions {
  readonly feed: Pick<JobFeed, 'getItem' | 'state' | 'onDidRead'>;
  readonly store: JobStore;
  readonly warn: (message: string) => void;
}

/** What a document holds now. */
interface Shown {
  readonly language: EventText['language'];
  readonly hasFailed: boolean;
  /** The state of the job that its item told; absent where it told none. */
  readonly state: string | undefined;
  /** The state of the job in the store when it was looked at last. */
  readonly stored: string | undefined;
  readonly size: number;
}

/**
 * The full events of jobs as read-only documents, which follow their jobs: text, language and title.
 * Values of environment variables are covered until they are revealed, one job at a time and for as long
 * as one of its documents is open. They are files of a file system of their own, since VS Code opens files
 * again when its window is loaded anew, and other documents not.
 */
export class EventDocuments implements vscode.FileSystemProvider, Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  /** By document, when it changed last, for VS Code to see that it did. */
  private readonly versions = new Map<string, number>();
  private readonly shown = new Map<string, Shown>();
  /** By document, the language that was given to it; what the user chooses after that stays. */
  private readonly languages = new WeakMap<vscode.TextDocument, EventText['language']>();
  private readonly revealed = new Set<string>();
  private readonly stopped = new AbortController();
  private readonly tabs: EventTabs;
  private readonly subscriptions: DisposableStore;

  readonly onDidChangeFile = this.changed.event;

  constructor(private readonly options: EventDocumentsOptions) {
    const { feed, store, warn } = options;
    this.tabs = new EventTabs({
      uriOf: open => {
        const jobId = jobIdOfEvent(open) ?? '';
        const isKnown = store.get(jobId) !== undefined;
        return isKnown && !isElsewhere(open, feed.state.connection) ? this.uriOf(jobId) : undefined;
      },
      open: uri => this.document(uri),
      warn,
    });
    this.subscriptions = new DisposableStore(
      vscode.workspace.registerFileSystemProvider(eventScheme, this, {
        isReadonly: true,
        isCaseSensitive: true,
      }),
      this.tabs,
      this.tabs.onDidSettle(() => this.coverClosed()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => void this.giveLanguage(document)),
      vscode.workspace.onDidOpenTextDocument(document => this.opened(document)),
      vscode.workspace.onDidCloseTextDocument(document => this.closed(document)),
      store.onDidChange(() => this.follow()),
      // The jobs are those of another table, and so are the events.
      store.onDidReset(() => {
        openEvents().forEach(({ uri }) => this.change(uri));
      }),
      feed.onDidRead(() => this.retryFailed()),
    );
  }

  /** Opens the event of a job; a job that is gone gets a document that says so. */
  async open(jobId: string): Promise<void> {
    const uri = this.uriOf(jobId);
    // VS Code keeps the text of a document that is open; it may be of before a sign-in, or an error.
    if (openEvents().some(open => open.uri.toString() === uri.toString())) {
      this.change(uri);
    }
    await this.tabs.show(uri);
  }

  /** Reads the event of a job again, wherever it is open. */
  reload(jobId: string): void {
    openEvents(jobId).forEach(({ uri }) => this.change(uri));
  }

  /** Whether a tab may be on its way to another title. */
  get isFollowing(): boolean {
    return this.tabs.isFollowing;
  }

  isRevealed(jobId: string): boolean {
    return this.revealed.has(jobId);
  }

  /** Shows the values of a job's environment variables until its documents are closed. */
  async reveal(jobId: string): Promise<void> {
    if (tabsOfEvents(jobId).length > 0) {
      this.revealed.add(jobId);
      await this.announceRevealed();
      this.reload(jobId);
    }
  }

  async hide(jobId: string): Promise<void> {
    if (this.revealed.delete(jobId)) {
      await this.announceRevealed();
      this.reload(jobId);
    }
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const key = uri.toString();
    const mtime = this.versions.get(key) ?? 0;
    const type = uri.path === '/' ? vscode.FileType.Directory : vscode.FileType.File;
    return { type, ctime: 0, mtime, size: this.shown.get(key)?.size ?? 0 };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return encoded(await this.read(uri));
  }

  /** Every change is told, watched or not. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.stopped.abort();
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  /** VS Code reads a file anew when it is told of a change, one read at a time. */
  private change(uri: vscode.Uri): void {
    const key = uri.toString();
    this.versions.set(key, (this.versions.get(key) ?? 0) + 1);
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  private async read(uri: vscode.Uri): Promise<string> {
    const jobId = jobIdOfEvent(uri);
    if (jobId === undefined) {
      return `${t('This address names no job.')}\n`;
    }
    const { feed } = this.options;
    const { connection } = feed.state;
    const stored = this.stateInStore(jobId);
    const isOfSample = isSampleEvent(uri);
    const isOther = isElsewhere(uri, connection);
    let shown: EventText;
    let state: string | undefined;
    let hasFailed = false;
    try {
      const item = isOther ? undefined : await feed.getItem(jobId, this.stopped.signal);
      const read = item && jobOf(item);
      state = read?.ok === true ? versionOf(read.job) : undefined;
      const values = this.revealed.has(jobId) ? 'shown' : 'covered';
      const event = isOther
        ? renderOther(isOfSample, isSample(feed.state))
        : renderItemEvent(jobId, item, values);
      shown = isOfSample && !isOther ? markedAsSample(event) : event;
    } catch (error) {
      hasFailed = true;
      shown = isUserError(error)
        ? renderFailure(jobId, error.message, error.remedy)
        : renderFailure(jobId, messageOf(error), '');
    }
    const now = this.stateInStore(jobId);
    const hasMoved = now !== stored && now !== state;
    if ((feed.state.connection !== connection || hasMoved) && !this.stopped.signal.aborted) {
      // What was read is of a table or a state that is past.
      return this.read(uri);
    }
    const { language, text } = shown;
    const size = text.length;
    this.shown.set(uri.toString(), { language, hasFailed, state, stored: now, size });
    return text;
  }

  private uriOf(jobId: string): vscode.Uri {
    const job = this.options.store.get(jobId);
    const [open] = job ? [] : tabsOfEvents(jobId);
    const authority = eventAuthority(this.options.feed.state.connection);
    return open?.uri ?? vscode.Uri.from(eventAddress(jobId, job, authority));
  }

  /** The document of an address, read and in its language. */
  private async document(uri: vscode.Uri): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(uri);
    await this.giveLanguage(document);
    return document;
  }

  /** Whatever the user's file associations say of names that end in `.json`. */
  private async giveLanguage(document: vscode.TextDocument): Promise<void> {
    const language = this.shown.get(document.uri.toString())?.language;
    if (
      document.uri.scheme === eventScheme &&
      language !== undefined &&
      this.languages.get(document) !== language
    ) {
      this.languages.set(document, language);
      if (document.languageId !== language && !document.isClosed) {
        await vscode.languages.setTextDocumentLanguage(document, language);
      }
    }
  }

  private opened(document: vscode.TextDocument): void {
    if (document.uri.scheme === eventScheme) {
      void this.giveLanguage(document);
      void this.announceRevealed();
    }
  }

  /** VS Code also calls it a close when a document changes its language. */
  private closed(document: vscode.TextDocument): void {
    if (
      document.uri.scheme === eventScheme &&
      !vscode.workspace.textDocuments.some(open => open === document)
    ) {
      this.shown.delete(document.uri.toString());
      this.versions.delete(document.uri.toString());
    }
  }

  /** Costs the open documents, however many jobs changed. */
  private follow(): void {
    let hasMoved = false;
    for (const { uri } of openEvents()) {
      const shown = this.shown.get(uri.toString());
      const stored = this.stateInStore(jobIdOfEvent(uri) ?? '');
      if (shown && shown.stored !== stored) {
        hasMoved = true;
        this.shown.set(uri.toString(), { ...shown, stored });
        // Nothing is read again only because the list of jobs has caught up with the document.
        if (shown.state === undefined || shown.state !== stored) {
          this.change(uri);
        }
      }
    }
    if (hasMoved) {
      this.tabs.follow();
    }
  }

  private stateInStore(jobId: string): string | undefined {
    const job = this.options.store.get(jobId);
    return job && versionOf(job);
  }

  /** AWS answers again: what could not be read before may be there now. */
  private retryFailed(): void {
    openEvents()
      .filter(({ uri }) => this.shown.get(uri.toString())?.hasFailed)
      .forEach(({ uri }) => this.change(uri));
  }

  private coverClosed(): void {
    for (const jobId of this.revealed) {
      if (tabsOfEvents(jobId).length === 0) {
        void this.hide(jobId);
      }
    }
  }

  /** For the menus of editors: the addresses whose values are shown. */
  private async announceRevealed(): Promise<void> {
    const uris = openEvents().filter(({ uri }) => this.revealed.has(jobIdOfEvent(uri) ?? ''));
    await vscode.commands.executeCommand(
      'setContext',
      contextKeys.revealedEvents,
      uris.map(({ uri }) => uri.toString()),
    );
  }
}

/**
 * What reads as this text whatever the user's `files.encoding` says: a mark tells where it is not plain
 * ASCII. VS Code takes a file with a NUL for a binary one.
 */
function encoded(text: string): Uint8Array {
  const shown = text.replaceAll('\0', '\u2400');
  // oxlint-disable-next-line no-control-regex -- ASCII begins with control characters
  return new TextEncoder().encode(/[^\x00-\x7f]/.test(shown) ? `\ufeff${shown}` : shown);
}

/** The open documents of events, or of the event of one job. */
function openEvents(jobId?: string): readonly vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(({ uri }) => {
    const id = jobIdOfEvent(uri);
    return id !== undefined && (jobId === undefined || id === jobId);
  });
}
