import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { unreadableItemsReport } from '../../core/diagnostics/unreadableItemsReport';
import { commands } from '../../ids';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { Reports } from '../base/reports';
import type { CommandHandler } from './command';

/** Lists unreadable items and attributes of the table as text. */
export const showUnreadItems =
  (feed: Pick<JobFeed, 'state'>, reports: Pick<Reports, 'show'>): CommandHandler =>
  async () => {
    const { connection, malformed, unread } = feed.state;
    const report = unreadableItemsReport({ table: connection.tableName, malformed, ...unread });
    if (report === undefined) {
      void vscode.window.showInformationMessage(t('All items were read without problems.'));
      return;
    }
    await reports.show(t('Unreadable Items'), report, [
      { line: 0, title: t('Copy Report'), command: commands.copyReport },
    ]);
  };
