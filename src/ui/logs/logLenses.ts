import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { singleLine } from '../../core/text/singleLine';
import { commands } from '../../ids';
import type { FollowPhase } from './logFollower';
import type { OpenedLog } from './openedLog';

const maxProblemLength = 200;

export interface LensState {
  readonly log: Pick<
    OpenedLog,
    'hasEarlier' | 'isAtEnd' | 'view' | 'log' | 'allLogs' | 'mayGrow' | 'problem'
  >;
  readonly phase: FollowPhase;
}

interface Lens {
  readonly title: string;
  readonly command: string;
  /** Whether the command would otherwise ask for a job instead of using the active log. */
  readonly needsLog?: boolean;
}

/**
 * The actions above the first line of a log. A click makes the log active first, so most commands need no
 * argument: VS Code forgets the arguments of a lens that is out of sight when the log grows, and then fails to run
 * it until it has drawn it anew.
 */
export function logLenses(uri: vscode.Uri, { log, phase }: LensState): vscode.CodeLens[] {
  const top = new vscode.Range(0, 0, 0, 0);
  const lenses: readonly (Lens | false)[] = [
    log.hasEarlier && { title: t('Load Earlier Lines'), command: commands.loadEarlierLog },
    !log.isAtEnd && { title: t('Go to End'), command: commands.openLog, needsLog: true },
    followLens(log, phase),
    log.allLogs.length > 1 && { title: t('Other Attempts…'), command: commands.selectLog },
    log.log !== undefined && { title: timesTitle(log), command: commands.toggleLogTimes },
    log.log !== undefined && { title: t('Save Whole Log…'), command: commands.saveLog },
  ];
  return lenses
    .filter(lens => lens !== false)
    .map(
      ({ title, command, needsLog = false }) =>
        new vscode.CodeLens(top, { title, command, ...(needsLog && { arguments: [uri] }) }),
    );
}

function followLens({ mayGrow, problem }: LensState['log'], phase: FollowPhase): Lens | false {
  if (problem && (phase === 'following' || phase === 'waiting')) {
    const title = t('Not following: {0}', singleLine(problem.message, maxProblemLength));
    return { title, command: commands.followLog, needsLog: true };
  }
  if (phase === 'following') {
    return { title: t('Stop Following'), command: commands.stopFollowingLog };
  }
  return (
    mayGrow &&
    phase === 'off' && { title: t('Follow'), command: commands.followLog, needsLog: true }
  );
}

function timesTitle({ view }: LensState['log']): string {
  switch (view.times) {
    case 'none':
      return t('Show Times');
    case 'time':
      return t('Show Times Since Start');
    case 'sinceStart':
      return t('Hide Times');
  }
}
