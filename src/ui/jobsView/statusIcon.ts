import * as vscode from 'vscode';
import { toneOf, type StatusTone } from '../../core/job/status';
import { colors } from '../../ids';
import type { JobFlags } from './jobFlags';
import { iconOfStatus } from '../../core/job/statusIcons';

const colorOf: Readonly<Record<StatusTone, string>> = colors;

export function statusIcon(status: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(iconOfStatus(status), new vscode.ThemeColor(colorOf[toneOf(status)]));
}

/** Marks change a job's icon but not its colour; acknowledged failures are grey. */
export function jobIcon(status: string, flags: JobFlags): vscode.ThemeIcon {
  const { id, color } = statusIcon(status);
  const shape = flags.isBroken ? 'circle-slash' : flags.isStuck ? 'warning' : id;
  return new vscode.ThemeIcon(
    shape,
    flags.isAcknowledged ? new vscode.ThemeColor(colors.unknown) : color,
  );
}
