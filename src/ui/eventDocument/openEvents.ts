import * as vscode from 'vscode';
import { jobIdOfEvent } from '../../core/event/eventUri';

/** The open event documents, of all jobs or of one. */
export function openEvents(jobId?: string): readonly vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(({ uri }) => {
    const id = jobIdOfEvent(uri);
    return id !== undefined && (jobId === undefined || id === jobId);
  });
}
