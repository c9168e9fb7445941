import * as vscode from 'vscode';
import { views } from '../../ids';
import type { Connections } from '../connection/connections';
import type { Dashboard } from '../dashboard/dashboard';
import type { CommandHandler } from './command';

/** Shows generated jobs in the view and dashboard at once, without prompts or network requests. */
export const startSampleData =
  (connections: Pick<Connections, 'choose'>, dashboard: Pick<Dashboard, 'show'>): CommandHandler =>
  async () => {
    connections.choose({ kind: 'sample' });
    await vscode.commands.executeCommand(`${views.jobs}.focus`);
    dashboard.show();
  };
