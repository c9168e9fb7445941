import * as vscode from 'vscode';
import { jobIdOf } from './openEvent';

/** Copies the id of the given job. */
export const copyJobId = async (target?: unknown): Promise<void> => {
  const jobId = jobIdOf(target);
  if (jobId !== undefined) {
    await vscode.env.clipboard.writeText(jobId);
  }
};
