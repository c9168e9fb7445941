import { t } from '@vscode/l10n';
import { historyReport } from '../../core/actions/historyReport';
import type { ActionHistoryView } from '../actions/historyView';
import type { Reports } from '../base/reports';

/** Shows the history in its view, or as text: all entries that match the filter, or one run. */
export const showActionHistory =
  (view: ActionHistoryView, reports: Reports) =>
  async (target?: unknown): Promise<void> => {
    const { asText, run } = (target ?? {}) as Record<string, unknown>;
    if (asText !== true) {
      await view.show();
      return;
    }
    const { entries } = view;
    const shown = run === undefined ? entries : entries.filter(entry => entry.run === run);
    await reports.show(t('Action History'), historyReport(shown));
  };
