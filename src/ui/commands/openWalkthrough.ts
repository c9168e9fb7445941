import * as vscode from 'vscode';
import { walkthroughs } from '../../ids';
import type { CommandHandler } from './command';

/** Opens our walkthrough. */
export const openWalkthrough =
  (extension: Pick<vscode.Extension<unknown>, 'id'>): CommandHandler =>
  async () => {
    const id = `${extension.id}#${walkthroughs.getStarted}`;
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', id, false);
  };
