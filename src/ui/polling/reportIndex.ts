import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/emitter';
import { describeError } from '../../core/diagnostics/errors';
import type { JobFeed } from '../../data/feed/jobFeed';
import { commands } from '../../ids';
import { IndexHint } from './indexHint';

/** Shows the hint about an older index in VS Code. */
export function reportIndex(
  feed: JobFeed,
  { globalState }: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): Disposable {
  const hint = new IndexHint({
    memory: globalState,
    show: (message, button) => vscode.window.showInformationMessage(message, button),
    explain: () => vscode.commands.executeCommand(commands.openAwsSetup),
  });
  return feed.onDidRead(() => {
    hint
      .consider(feed.state)
      .catch((error: unknown) => log.error(`index hint: ${describeError(error)}`));
  });
}
