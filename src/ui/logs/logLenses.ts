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
}

/** Without an argument, these ask for a job instead of using the active log. */
const needLog: ReadonlySet<string> = new Set([commands.openLog, commands.followLog]);

/**
 * The actions above the first line of a log. Most commands need no argument, because a click makes the log active
 * first. VS Code forgets the arguments of a lens that is out of sight while the log grows, and the lens fails until it
 * is drawn again.
 */
export function logLenses(uri: vscode.Uri, { log, phase }: LensState): vscode.CodeLens[] {
  const top = new vscode.Range(0, 0, 0, 0);
  const lenses: readonly (Lens | false)[] = [
    log.hasEarlier && { title: t('Load Earlier Lines'), command: commands.loadEarlierLog },
    !log.isAtEnd && { title: t('Go to End'), command: commands.openLog },
    followLens(log, phase),
    log.allLogs.length > 1 && { title: t('Other Attempts…'), command: commands.selectLog },
    log.log !== undefined && { title: timesTitle(log), command: commands.toggleLogTimes },
    log.log !== undefined && { title: t('Save Whole Log…'), command: commands.saveLog },
  ];
  return lenses
    .filter(lens => lens !== false)
    .map(
      ({ title, command }) =>
        new vscode.CodeLens(top, {
          ...{ title, command },
          ...(needLog.has(command) && { arguments: [uri] }),
        }),
    );
}

function followLens({ mayGrow, problem }: LensState['log'], phase: FollowPhase): Lens | false {
  if (problem && (phase === 'following' || phase === 'waiting')) {
    const title = t('Not following: {0}', singleLine(problem.message, maxProblemLength));
    return { title, command: commands.followLog };
  }
  if (phase === 'following') {
    return { title: t('Stop Following'), command: commands.stopFollowingLog };
  }
  return mayGrow && phase === 'off' && { title: t('Follow'), command: commands.followLog };
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
