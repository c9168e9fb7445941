import * as vscode from 'vscode';
import { Emitter, type Disposable } from '../../core/base/emitter';
import { describeError } from '../../core/diagnostics/errors';
import { jobIdOfEvent } from '../../core/event/eventUri';

export interface EventTabsOptions {
  /** The address that the event of a job should have; absent while nobody knows the job. */
  readonly uriOf: (open: vscode.Uri) => vscode.Uri | undefined;
  /** The document of an address, read. */
  readonly open: (uri: vscode.Uri) => Promise<vscode.TextDocument>;
  readonly warn: (message: string) => void;
}

/** A tab that shows an event, alone or as a side of a comparison. */
export interface EventTab {
  readonly tab: vscode.Tab;
  readonly uri: vscode.Uri;
}

/** A tab whose job has another address by now; whether its editor has the focus. */
interface Moved {
  readonly from: EventTab;
  readonly uri: vscode.Uri;
  readonly hasFocus: boolean;
}

/** The tabs that show events, or the event of one job. */
export function tabsOfEvents(jobId?: string): readonly EventTab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(tab => urisOf(tab).map(uri => ({ tab, uri })))
    .filter(({ uri }) => {
      const id = jobIdOfEvent(uri);
      return id !== undefined && (jobId === undefined || id === jobId);
    });
}

/**
 * Titles of events that follow their jobs. VS Code takes the title of a tab from the address of its
 * document and never changes it, so a tab whose job has moved on gives its place to one with the new
 * address. Only the tab on show in a group does: another one would come to the front by it, so it waits
 * until it is on show.
 *
 * An editor that gives way loses the focus, and VS Code tells nobody where the focus is: given back
 * blindly, it would be taken from a view or a terminal that somebody types in. So a tab of the active
 * group waits for what shows that its editor has the focus: the user comes to it, or moves its cursor.
 */
export class EventTabs implements Disposable {
  private readonly settled = new Emitter<void>();
  private readonly subscription: Disposable;
  private running = false;
  private asked = 0;
  private front = eventInFront();
  /** An event in front, from when the user came to it or moved its cursor until that is looked at. */
  private touched: string | undefined;

  /** Tabs have come or gone, and none is on its way to another. */
  readonly onDidSettle = this.settled.event;

  constructor(private readonly options: EventTabsOptions) {
    const { tabGroups } = vscode.window;
    const subscriptions = [
      tabGroups.onDidChangeTabs(() => this.lookAtFront()),
      tabGroups.onDidChangeTabGroups(() => this.lookAtFront()),
      vscode.window.onDidChangeTextEditorSelection(({ kind, textEditor }) => {
        if (
          kind !== undefined &&
          kind !== vscode.TextEditorSelectionChangeKind.Command &&
          this.front === tabKey(textEditor.viewColumn, textEditor.document.uri)
        ) {
          this.touched = this.front;
          this.follow();
        }
      }),
    ];
    this.subscription = vscode.Disposable.from(...subscriptions);
  }

  /** Whether a tab may be on its way to another title. */
  get isFollowing(): boolean {
    return this.running;
  }

  /** Shows an event in front; a tab of the same job in that group makes room for it. */
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

  /** Gives the tabs on show the titles that their jobs now have. */
  follow(): void {
    this.asked++;
    if (!this.running) {
      void this.run();
    }
  }

  dispose(): void {
    this.subscription.dispose();
    this.settled.dispose();
  }

  private lookAtFront(): void {
    const front = eventInFront();
    if (front !== undefined && front !== this.front) {
      this.touched = front;
    }
    this.front = front;
    this.follow();
  }

  private async run(): Promise<void> {
    this.running = true;
    let answered: number;
    do {
      answered = this.asked;
      const { touched } = this;
      this.touched = undefined;
      for (const group of vscode.window.tabGroups.all) {
        try {
          await this.followIn(group.viewColumn, touched);
        } catch (error) {
          this.options.warn(`the title of an event does not follow: ${describeError(error)}`);
        }
      }
    } while (answered !== this.asked);
    this.running = false;
    this.settled.fire();
  }

  private async followIn(
    viewColumn: vscode.ViewColumn,
    touched: string | undefined,
  ): Promise<void> {
    const moved = this.movedIn(viewColumn, touched);
    if (moved) {
      const document = await this.options.open(moved.uri);
      // Reading takes its time: the user may be elsewhere by now, or the job.
      const still = this.movedIn(viewColumn, touched);
      if (still && isSame(still.uri, moved.uri)) {
        await this.replace(still.from, document, viewColumn, !still.hasFocus);
      }
    }
  }

  /** The tab on show, where it has not the address it should have and can be given it. */
  private movedIn(viewColumn: vscode.ViewColumn, touched: string | undefined): Moved | undefined {
    const from = eventOnShow(viewColumn);
    const uri = from && this.options.uriOf(from.uri);
    if (from === undefined || uri === undefined || isSame(from.uri, uri)) {
      return undefined;
    }
    const hasFocus = groupAt(viewColumn)?.isActive === true;
    const can = hasFocus
      ? tabKey(viewColumn, from.uri) === touched
      : // Tabs are pinned by a command that knows the active group alone.
        !from.tab.isPinned;
    return can ? { from, uri, hasFocus } : undefined;
  }

  /** The new tab is where the old one was, and as it was. */
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
    const left = groupAt(viewColumn)?.tabs.find(
      ({ input }) => input instanceof vscode.TabInputText && isSame(input.uri, uri),
    );
    if (left) {
      await vscode.window.tabGroups.close(left, true);
    }
  }
}

/** So many lines VS Code keeps above one that is revealed at the top. */
function linesAbove(document: vscode.TextDocument): number {
  const editor = vscode.workspace.getConfiguration('editor', document);
  const isSticky = editor.get<boolean>('stickyScroll.enabled') === true;
  return Math.max(
    editor.get<number>('cursorSurroundingLines') ?? 0,
    isSticky ? (editor.get<number>('stickyScroll.maxLineCount') ?? 0) : 0,
  );
}

/** Comparisons are left alone: their titles are not ours. */
function eventsIn(viewColumn: vscode.ViewColumn): readonly EventTab[] {
  return (groupAt(viewColumn)?.tabs ?? []).flatMap(tab =>
    tab.input instanceof vscode.TabInputText && jobIdOfEvent(tab.input.uri) !== undefined
      ? [{ tab, uri: tab.input.uri }]
      : [],
  );
}

const eventOnShow = (viewColumn: vscode.ViewColumn): EventTab | undefined =>
  eventsIn(viewColumn).find(({ tab }) => tab.isActive);

function urisOf({ input }: vscode.Tab): readonly vscode.Uri[] {
  if (input instanceof vscode.TabInputText) {
    return [input.uri];
  }
  return input instanceof vscode.TabInputTextDiff ? [input.original, input.modified] : [];
}

/** The event on show in the active group, as a place and an address. */
function eventInFront(): string | undefined {
  const { viewColumn } = vscode.window.tabGroups.activeTabGroup;
  const event = eventOnShow(viewColumn);
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
