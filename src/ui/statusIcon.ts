import * as vscode from 'vscode';
import { toneOf, type StatusTone } from '../core/status';
import { colors } from '../ids';

/** A shape for each status beside its colour, since colour must never stand alone. */
const icons: Readonly<Record<string, string>> = {
  FAILED: 'error',
  SUCCEEDED: 'pass',
  RUNNING: 'play-circle',
  STARTING: 'debug-start',
  RUNNABLE: 'debug-pause',
  PENDING: 'watch',
  SUBMITTED: 'arrow-circle-up',
};

const colorOf: Readonly<Record<StatusTone, string>> = colors;

export function statusIcon(status: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(
    icons[status] ?? 'question',
    new vscode.ThemeColor(colorOf[toneOf(status)]),
  );
}
