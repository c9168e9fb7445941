import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { jobIdOfEvent } from '../../../src/core/event/eventUri';
import { commands } from '../../../src/ids';
import { activated, until } from '../run/support';

/** Opens the full event of a job as a user does, and gives the editor that shows it. */
export async function openEvent(jobId: string): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand(commands.openEvent, jobId);
  // VS Code tells of editors and of tabs apart, in either order.
  const shown = (): vscode.TextEditor | undefined => {
    const editor = vscode.window.activeTextEditor;
    const address = editor?.document.uri.toString();
    const isInFront = ({ isActive, input }: vscode.Tab): boolean =>
      isActive && input instanceof vscode.TabInputText && input.uri.toString() === address;
    return eventTabs(jobId).some(isInFront) ? editor : undefined;
  };
  await until(`the event of ${jobId} is in front`, () => shown() !== undefined);
  const editor = shown();
  assert(editor);
  return editor;
}

/** Moves the cursor of the editor that has the focus, as a key does. */
export async function moveCursor(): Promise<void> {
  await vscode.commands.executeCommand('cursorRightSelect');
}

/** The tabs that show the event of a job. */
export function eventTabs(jobId: string): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputText && jobIdOfEvent(input.uri) === jobId,
    );
}

export const labelsOf = (jobId: string): readonly string[] =>
  eventTabs(jobId).map(({ label }) => label);

/** What the documents of a job's event hold now. */
export function eventText(jobId: string): string {
  const [tab] = eventTabs(jobId);
  const uri = tab?.input instanceof vscode.TabInputText ? tab.input.uri.toString() : '';
  const document = vscode.workspace.textDocuments.find(open => open.uri.toString() === uri);
  return document?.getText() ?? '';
}

/** Once every title is that of its job. */
export async function titlesSettled(): Promise<void> {
  const { documents } = await activated();
  await until('the titles have followed', () => !documents.isFollowing);
}

export async function closeAll(): Promise<void> {
  await titlesSettled();
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await titlesSettled();
}
