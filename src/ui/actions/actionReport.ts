import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { countsText } from '../../core/actions/actionTexts';
import { sentences } from '../../core/text/sentences';
import { commands } from '../../ids';
import type { Dialogs } from './dialogs';
import type { RunResult } from './runRecord';

/** A button of the notification after a run. */
export interface ReportChoice {
  readonly title: string;
  readonly run: () => unknown;
}

/** Shows the outcome of a run, with what to do about it. Does not wait for the notification. */
export function reportRun(
  name: string,
  result: RunResult,
  dialogs: Pick<Dialogs, 'inform' | 'warn'>,
  first: readonly ReportChoice[],
): void {
  const { counts, unknown, statement, firstFailure } = result;
  const choices: readonly ReportChoice[] = [
    ...first,
    ...(unknown.length > 0
      ? [{ title: t('Look'), run: () => run(commands.lookForJob, unknown) }]
      : []),
    ...(statement === undefined
      ? []
      : [
          {
            title: t('Copy Policy Statement'),
            run: () => run(commands.copyPolicyStatement, { snippet: statement }),
          },
        ]),
    { title: t('Show History'), run: () => run(commands.showActionHistory) },
  ];
  const message = sentences(
    t('{action}: {counts}.', { action: name, counts: countsText(counts) }),
    ...(firstFailure === undefined ? [] : [firstFailure]),
    ...(unknown.length > 0 ? [t('Look before you repeat.')] : []),
  );
  const show = unknown.length > 0 || statement !== undefined ? dialogs.warn : dialogs.inform;
  const titles = choices.map(({ title }) => title);
  void show(message, ...titles).then(chosen =>
    choices.find(({ title }) => title === chosen)?.run(),
  );
}

const run = (command: string, argument?: unknown): Thenable<unknown> =>
  vscode.commands.executeCommand(command, argument);
