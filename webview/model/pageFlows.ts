import type { ChartsFlow } from './chartsFlow';
import type { ComparisonFlow } from './comparisonFlow';
import type { DetailsFlow } from './detailsFlow';
import type { EmptyFlow } from './emptyFlow';
import type { FailuresFlow } from './failuresFlow';
import type { HistoryFlow } from './historyFlow';
import type { MediaFlow } from './mediaFlow';
import type { QueryFlow } from './queryFlow';
import type { SelectionFlow } from './selectionFlow';
import type { TableLayout } from './tableLayout';

/** The parts of the page that ask the host for what they show. */
export interface PageFlows {
  readonly query: QueryFlow;
  readonly details: DetailsFlow;
  readonly selectionFlow: SelectionFlow;
  readonly history: HistoryFlow;
  readonly media: MediaFlow;
  readonly failures: FailuresFlow;
  readonly comparison: ComparisonFlow;
  readonly charts: ChartsFlow;
  readonly empty: EmptyFlow;
  readonly layout: TableLayout;
}
