import * as vscode from 'vscode';
import { Emitter, type Disposable } from '../../core/base/emitter';
import { describeError } from '../../core/diagnostics/errors';
import { jobIdOfEvent } from '../../core/event/eventUri';
import { urisOfTab } from '../base/tabUris';

export interface EventTabsOptions {
  /** The URI that the event should have now; undefined if the job is unknown. */
  readonly uriOf: (open: vscode.Uri) => vscode.Uri | undefined;
  /** Opens and reads a document. */
  readonly open: (uri: vscode.Uri) => Promise<vscode.TextDocument>;
  readonly warn: (message: string) => void;
}

/** A tab that shows an event, alone or as one side of a comparison. */
export interface EventTab {
  readonly tab: vscode.Tab;
  readonly uri: vscode.Uri;
}

/** A tab whose job has a new URI, and whether its editor has the focus. */
interface OutdatedTab {
  readonly from: EventTab;
  readonly uri: vscode.Uri;
  readonly hasFocus: boolean;
}

/** The tabs that show events, of all jobs or of one. */
export function tabsOfEvents(jobId?: string): readonly EventTab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(tab => urisOfTab(tab).map(uri => ({ tab, uri })))
    .filter(({ uri }) => {
      const id = jobIdOfEvent(uri);
      return id !== undefined && (jobId === undefined || id === jobId);
    });
}

/**
 * Keeps the titles of event tabs up to date. VS Code derives a tab's title from its document's URI and never
 * changes it, so a tab whose job has a new URI is replaced. Only the visible tab of a group is replaced at
 * once: replacing another would bring it to the front, so it waits until it is visible.
 *
 * Replacing an editor loses the focus, and no API tells where the focus is: restoring it blindly could take
 * it from a view or terminal the user is typing in. So a tab of the active group waits for proof that its
 * editor has the focus: the user activates it or moves its cursor.
 */
export class EventTabs implements Disposable {
  private readonly settled = new Emitter<void>();
  private readonly subscription: Disposable;
  private running = false;
  private requestedRuns = 0;
  private activeEvent = activeEventKey();
  /**
   * An active event tab that the user has just activated or moved the cursor in, until the next run handles
   * it.
   */
  private focusedEvent: string | undefined;

  /** Fires when tabs opened or closed and no replacement is in progress. */
  readonly onDidSettle = this.settled.event;

  constructor(private readonly options: EventTabsOptions) {
    const { tabGroups } = vscode.window;
    const subscriptions = [
      tabGroups.onDidChangeTabs(() => this.onTabsChanged()),
      tabGroups.onDidChangeTabGroups(() => this.onTabsChanged()),
      vscode.window.onDidChangeTextEditorSelection(({ kind, textEditor }) => {
        if (
          kind !== undefined &&
          kind !== vscode.TextEditorSelectionChangeKind.Command &&
          this.activeEvent === tabKey(textEditor.viewColumn, textEditor.document.uri)
        ) {
          this.focusedEvent = this.activeEvent;
          this.follow();
        }
      }),
    ];
    this.subscription = vscode.Disposable.from(...subscriptions);
  }

  /** Whether a tab may be moving to a new title. */
  get isFollowing(): boolean {
    return this.running;
  }

  /** Shows an event in the active group, replacing an outdated tab of the same job there. */
  async show(uri: vscode.Uri): Promise<void> {
    const { viewColumn } = vscode.window.tabGroups.activeTabGroup;
    const document = await this.options.open(uri);
    const stale = eventsIn(viewColumn).find(
      open => isOfSameJob(open.uri, uri) && !isSame(open.uri, uri),
    );
    if (stale) {
      await this.replace(stale, document, viewColumn, false);
    } else {
      await vscode.window.showTextDocument(document, { preview: true });
    }
  }

  /** Replaces visible tabs whose title is out of date. */
  follow(): void {
    this.requestedRuns++;
    if (!this.running) {
      void this.run();
    }
  }

  dispose(): void {
    this.subscription.dispose();
    this.settled.dispose();
  }

  private onTabsChanged(): void {
    const activeEvent = activeEventKey();
    if (activeEvent !== undefined && activeEvent !== this.activeEvent) {
      this.focusedEvent = activeEvent;
    }
    this.activeEvent = activeEvent;
    this.follow();
  }

  private async run(): Promise<void> {
    this.running = true;
    let handledRuns: number;
    do {
      handledRuns = this.requestedRuns;
      const { focusedEvent } = this;
      this.focusedEvent = undefined;
      for (const group of vscode.window.tabGroups.all) {
        try {
          await this.followIn(group.viewColumn, focusedEvent);
        } catch (error) {
          this.options.warn(`could not update the title of an event tab: ${describeError(error)}`);
        }
      }
    } while (handledRuns !== this.requestedRuns);
    this.running = false;
    this.settled.fire();
  }

  private async followIn(
    viewColumn: vscode.ViewColumn,
    focusedEvent: string | undefined,
  ): Promise<void> {
    const outdated = this.outdatedTabIn(viewColumn, focusedEvent);
    if (outdated) {
      const document = await this.options.open(outdated.uri);
      // The user may have switched tabs during the read, or the job may have changed.
      const current = this.outdatedTabIn(viewColumn, focusedEvent);
      if (current && isSame(current.uri, outdated.uri)) {
        await this.replace(current.from, document, viewColumn, !current.hasFocus);
      }
    }
  }

  /** The visible tab, if its URI is out of date and it may be replaced now. */
  private outdatedTabIn(
    viewColumn: vscode.ViewColumn,
    focusedEvent: string | undefined,
  ): OutdatedTab | undefined {
    const from = visibleEvent(viewColumn);
    const uri = from && this.options.uriOf(from.uri);
    if (from === undefined || uri === undefined || isSame(from.uri, uri)) {
      return undefined;
    }
    const hasFocus = groupAt(viewColumn)?.isActive === true;
    const canReplace = hasFocus
      ? tabKey(viewColumn, from.uri) === focusedEvent
      : // The pin command works on the active group only.
        !from.tab.isPinned;
    return canReplace ? { from, uri, hasFocus } : undefined;
  }

  /** Opens the new tab at the position of the old one, with its selection, scroll position and pin. */
  private async replace(
    { tab, uri }: EventTab,
    document: vscode.TextDocument,
    viewColumn: vscode.ViewColumn,
    preserveFocus: boolean,
  ): Promise<void> {
    const { isPreview, isPinned } = tab;
    const before = editorOf(uri, viewColumn);
    const selections = before?.selections;
    const top = before?.visibleRanges[0]?.start;
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn,
      preview: isPreview,
      preserveFocus,
    });
    if (selections) {
      editor.selections = selections;
    }
    if (top && top.line > 0) {
      const line = top.translate(linesAbove(document));
      editor.revealRange(new vscode.Range(line, line), vscode.TextEditorRevealType.AtTop);
    }
    if (isPinned) {
      await vscode.commands.executeCommand('workbench.action.pinEditor');
    }
    const oldTab = groupAt(viewColumn)?.tabs.find(
      ({ input }) => input instanceof vscode.TabInputText && isSame(input.uri, uri),
    );
    if (oldTab) {
      await vscode.window.tabGroups.close(oldTab, true);
    }
  }
}

/** The number of lines VS Code keeps above a line revealed at the top. */
function linesAbove(document: vscode.TextDocument): number {
  const editor = vscode.workspace.getConfiguration('editor', document);
  const isSticky = editor.get<boolean>('stickyScroll.enabled') === true;
  return Math.max(
    editor.get<number>('cursorSurroundingLines') ?? 0,
    isSticky ? (editor.get<number>('stickyScroll.maxLineCount') ?? 0) : 0,
  );
}

/** Excludes comparisons, whose titles are not ours. */
function eventsIn(viewColumn: vscode.ViewColumn): readonly EventTab[] {
  return (groupAt(viewColumn)?.tabs ?? []).flatMap(tab =>
    tab.input instanceof vscode.TabInputText && jobIdOfEvent(tab.input.uri) !== undefined
      ? [{ tab, uri: tab.input.uri }]
      : [],
  );
}

const visibleEvent = (viewColumn: vscode.ViewColumn): EventTab | undefined =>
  eventsIn(viewColumn).find(({ tab }) => tab.isActive);

/** The visible event of the active group, as a tab key. */
function activeEventKey(): string | undefined {
  const { viewColumn } = vscode.window.tabGroups.activeTabGroup;
  const event = visibleEvent(viewColumn);
  return event && tabKey(viewColumn, event.uri);
}

const groupAt = (viewColumn: vscode.ViewColumn): vscode.TabGroup | undefined =>
  vscode.window.tabGroups.all.find(group => group.viewColumn === viewColumn);

const editorOf = (uri: vscode.Uri, viewColumn: vscode.ViewColumn): vscode.TextEditor | undefined =>
  vscode.window.visibleTextEditors.find(
    editor => editor.viewColumn === viewColumn && isSame(editor.document.uri, uri),
  );

const tabKey = (viewColumn: vscode.ViewColumn | undefined, uri: vscode.Uri): string =>
  `${viewColumn ?? ''} ${uri.toString()}`;

const isSame = (a: vscode.Uri, b: vscode.Uri): boolean => a.toString() === b.toString();

const isOfSameJob = (a: vscode.Uri, b: vscode.Uri): boolean => jobIdOfEvent(a) === jobIdOfEvent(b);
