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
import { TextFiles } from '../base/textFiles';
import { EventTabs, tabsOfEvents } from './eventTabs';
import { openEvents } from './openEvents';
import { RevealedEvents } from './revealedEvents';

export interface EventDocumentsOptions {
  readonly feed: Pick<JobFeed, 'getItem' | 'state' | 'onDidRead'>;
  readonly store: JobStore;
  readonly warn: (message: string) => void;
}

/** What a document holds now. */
interface Shown {
  readonly language: EventText['language'];
  readonly hasFailed: boolean;
  /** The job state that the item had; absent if it had none. */
  readonly state: string | undefined;
  /** The job state that the store had at the last check. */
  readonly stored: string | undefined;
}

/** The full events of jobs as read-only documents that follow their jobs: text, language and title. */
export class EventDocuments implements Disposable {
  private readonly files = new TextFiles(uri => this.read(uri));
  private readonly shown = new Map<string, Shown>();
  /** The language last set on each document; a later choice of the user stays. */
  private readonly languages = new WeakMap<vscode.TextDocument, EventText['language']>();
  private readonly revealed = new RevealedEvents(jobId => this.reload(jobId));
  private readonly stopped = new AbortController();
  private readonly tabs: EventTabs;
  private readonly subscriptions: DisposableStore;

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
      vscode.workspace.registerFileSystemProvider(eventScheme, this.files, {
        isReadonly: true,
        isCaseSensitive: true,
      }),
      this.tabs,
      this.tabs.onDidSettle(() => this.revealed.hideClosed()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => void this.applyLanguage(document)),
      vscode.workspace.onDidOpenTextDocument(document => this.opened(document)),
      vscode.workspace.onDidCloseTextDocument(document => this.closed(document)),
      store.onDidChange(() => this.follow()),
      // The store now holds another table, so the events are its own too.
      store.onDidReset(() => {
        openEvents().forEach(({ uri }) => this.files.change(uri));
      }),
      feed.onDidRead(() => this.retryFailed()),
    );
  }

  /** Opens the event of a job; for a removed job the document explains that. */
  async open(jobId: string): Promise<void> {
    const uri = this.uriOf(jobId);
    // VS Code keeps the text of an open document, which may predate a sign-in or be an error.
    if (openEvents().some(open => open.uri.toString() === uri.toString())) {
      this.files.change(uri);
    }
    await this.tabs.show(uri);
  }

  /** Rereads the event of a job in all its open documents. */
  reload(jobId: string): void {
    openEvents(jobId).forEach(({ uri }) => this.files.change(uri));
  }

  /** Whether a tab may be moving to a new title. */
  get isFollowing(): boolean {
    return this.tabs.isFollowing;
  }

  isRevealed(jobId: string): boolean {
    return this.revealed.has(jobId);
  }

  /** Shows the values of a job's environment variables until its documents close. */
  async reveal(jobId: string): Promise<void> {
    await this.revealed.reveal(jobId);
  }

  async hide(jobId: string): Promise<void> {
    await this.revealed.hide(jobId);
  }

  dispose(): void {
    this.stopped.abort();
    this.subscriptions.dispose();
    this.files.dispose();
  }

  private async read(uri: vscode.Uri): Promise<string> {
    const jobId = jobIdOfEvent(uri);
    if (jobId === undefined) {
      return `${t('This URI does not identify a job.')}\n`;
    }
    const { feed } = this.options;
    const { connection } = feed.state;
    const stored = this.stateInStore(jobId);
    const isOfSample = isSampleEvent(uri);
    const isOtherTable = isElsewhere(uri, connection);
    let shown: EventText;
    let state: string | undefined;
    let hasFailed = false;
    try {
      const item = isOtherTable ? undefined : await feed.getItem(jobId, this.stopped.signal);
      const read = item && jobOf(item);
      state = read?.ok === true ? versionOf(read.job) : undefined;
      const values = this.revealed.has(jobId) ? 'shown' : 'covered';
      const event = isOtherTable
        ? renderOther(isOfSample, isSample(feed.state))
        : renderItemEvent(jobId, item, values);
      shown = isOfSample && !isOtherTable ? markedAsSample(event) : event;
    } catch (error) {
      hasFailed = true;
      shown = isUserError(error)
        ? renderFailure(jobId, error.message, error.remedy)
        : renderFailure(jobId, messageOf(error), '');
    }
    const now = this.stateInStore(jobId);
    const hasChanged = now !== stored && now !== state;
    if ((feed.state.connection !== connection || hasChanged) && !this.stopped.signal.aborted) {
      // The table or the job state changed during the read: discard the result.
      return this.read(uri);
    }
    const { language, text } = shown;
    this.shown.set(uri.toString(), { language, hasFailed, state, stored: now });
    return text;
  }

  private uriOf(jobId: string): vscode.Uri {
    const job = this.options.store.get(jobId);
    const [open] = job ? [] : tabsOfEvents(jobId);
    const authority = eventAuthority(this.options.feed.state.connection);
    return open?.uri ?? vscode.Uri.from(eventAddress(jobId, job, authority));
  }

  /** Opens a document and sets its language. */
  private async document(uri: vscode.Uri): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(uri);
    await this.applyLanguage(document);
    return document;
  }

  /** Overrides the user's file associations for `.json`. */
  private async applyLanguage(document: vscode.TextDocument): Promise<void> {
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
      void this.applyLanguage(document);
      void this.revealed.announce();
    }
  }

  /** VS Code also fires this event when a document changes its language. */
  private closed(document: vscode.TextDocument): void {
    if (
      document.uri.scheme === eventScheme &&
      !vscode.workspace.textDocuments.some(open => open === document)
    ) {
      this.shown.delete(document.uri.toString());
      this.files.forget(document.uri);
    }
  }

  /** The cost depends on the number of open documents, not of changed jobs. */
  private follow(): void {
    let hasChanged = false;
    for (const { uri } of openEvents()) {
      const shown = this.shown.get(uri.toString());
      const stored = this.stateInStore(jobIdOfEvent(uri) ?? '');
      if (shown && shown.stored !== stored) {
        hasChanged = true;
        this.shown.set(uri.toString(), { ...shown, stored });
        // Skip the reread if the store has merely caught up with the document.
        if (shown.state === undefined || shown.state !== stored) {
          this.files.change(uri);
        }
      }
    }
    if (hasChanged) {
      this.tabs.follow();
    }
  }

  private stateInStore(jobId: string): string | undefined {
    const job = this.options.store.get(jobId);
    return job && versionOf(job);
  }

  /** AWS responds again: retry the documents whose read failed. */
  private retryFailed(): void {
    openEvents()
      .filter(({ uri }) => this.shown.get(uri.toString())?.hasFailed)
      .forEach(({ uri }) => this.files.change(uri));
  }
}
