import type { PageFlows } from './pageFlows';
import type { SavedState } from './savedState';

/** What a page that replaces this one starts with. */
export function stateOfPage(page: PageFlows, topRow: number): SavedState {
  const { query, details, charts, comparison, media, failures, selectionFlow, history } = page;
  return {
    filter: query.filter,
    sort: query.sort,
    jobId: details.jobId,
    detailsOpen: details.isOpen,
    chartsOpen: charts.choice,
    topRow,
    comparison: comparison.choice,
    mediaId: media.mediaId,
    failures: { isOpen: failures.isOpen, order: failures.order },
    selection: selectionFlow.selection.saved,
    history: { isOpen: history.isOpen, choice: history.choice },
  };
}
