import * as vscode from 'vscode';
import { toneOf, type StatusTone } from '../core/status';
import { colors } from '../ids';
import { iconOfStatus } from './statusIcons';

const colorOf: Readonly<Record<StatusTone, string>> = colors;

export function statusIcon(status: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(iconOfStatus(status), new vscode.ThemeColor(colorOf[toneOf(status)]));
}
