import { t } from '@vscode/l10n';
import type { ActionEntry } from '../../core/actions/actionLog';
import type { Finding } from '../../core/actions/finding';
import { shortName } from '../../core/actions/actionTexts';
import { objectIn, textIn } from '../../core/base/json';
import { formatCount } from '../../core/text/formatCount';
import type { Connection } from '../../data/config/connection';
import type { ActionHistory } from '../actions/actionHistory';
import type { Dialogs } from '../actions/dialogs';
import type { LiveAccess } from '../actions/liveAccess';
import { lookForJobs } from '../actions/lookForJobs';
import { withProgress } from '../actions/actionProgress';
import type { CommandHandler } from './command';

export interface LookCommandServices {
  readonly history: Pick<ActionHistory, 'entries' | 'ready' | 'add'>;
  readonly liveAccess: Pick<LiveAccess, 'of'>;
  readonly connection: () => Connection;
  readonly dialogs: Pick<Dialogs, 'inform'>;
}

/**
 * Looks in AWS Batch for what became of the entries in the argument whose outcome is unknown: nodes of the history,
 * or entries. Without any: of all.
 */
export const lookForJob =
  ({ history, liveAccess, connection, dialogs }: LookCommandServices): CommandHandler =>
  async (target, targets) => {
    await history.ready();
    const ids = idsOf(targets ?? target);
    const { tableName, region, isSample } = connection();
    const unknown = history.entries.filter(
      entry =>
        entry.outcome === 'unknown' &&
        entry.table === tableName &&
        entry.region === region &&
        (ids.length === 0 || ids.includes(entry.id)),
    );
    if (unknown.length === 0 || isSample === true) {
      const message = t('No actions on this connection have an unknown outcome.');
      void dialogs.inform(message);
      return;
    }
    const live = await liveAccess.of(connection());
    const findings = await withProgress(t('Looking in AWS Batch'), unknown.length, signal =>
      lookForJobs(unknown, { live, history, now: Date.now }, signal),
    );
    void dialogs.inform(findingsText(unknown, findings));
  };

const idsOf = (target: unknown): readonly string[] =>
  (Array.isArray(target) ? (target as unknown[]) : [target]).flatMap(one => {
    const { entry, id } = objectIn(one);
    return textIn(objectIn(entry)['id']) ?? textIn(id) ?? [];
  });

function findingsText(entries: readonly ActionEntry[], findings: readonly Finding[]): string {
  const [entry] = entries;
  const [finding] = findings;
  if (entry && finding && findings.length === 1) {
    const text = finding.kind === 'settled' ? finding.detail : finding.reason;
    return t('{name}: {text}', { name: shortName(entry), text });
  }
  const settled = findings.filter(({ kind }) => kind === 'settled').length;
  return t('{settled} of {all} outcomes are known now.', {
    settled: formatCount(settled),
    all: formatCount(findings.length),
  });
}
