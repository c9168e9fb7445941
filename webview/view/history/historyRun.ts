import { html, type TemplateResult } from 'lit';
import { entryName, outcomeName } from '../../../src/core/actions/actionNames';
import { formatCount, jobCount } from '../../../src/core/text/formatCount';
import { commonDetail, outcomesOf, type HistoryRun } from '../../model/historyRuns';
import { icon } from '../controls/icons';
import type { HistoryStyle } from './historyRows';
import { noteOf, timeOf, whoOf } from './historyWords';

/** One line for all jobs of a command; unfolds to a line per job. */
export function historyRunRow(
  { entries, isPartial }: HistoryRun,
  isOpen: boolean,
  style: HistoryStyle,
  toggle: () => void,
): TemplateResult {
  const [first] = entries;
  if (!first) {
    return html``;
  }
  const more = isPartial ? '+' : '';
  const outcomes = outcomesOf(entries).map(
    ([outcome, count]) => `${formatCount(count)}${more} ${outcomeName(outcome)}`,
  );
  return html`<div class="entry entry-run" role="row">
    <span class="entry-when" role="cell">${timeOf(first, style)}</span>
    <span class="entry-action" role="cell"
      ><button
        type="button"
        class=${isOpen ? 'run-toggle open' : 'run-toggle'}
        aria-expanded=${isOpen}
        @click=${toggle}
      >
        ${icon('chevron')}${entryName(first)}
      </button></span
    >
    <span class="entry-outcome" role="cell">${outcomes.join(' · ')}</span>
    <span class="entry-job" role="cell">${jobCount(entries.length)}${more}</span>
    <span class="entry-task" role="cell"></span>
    <span class="entry-media" role="cell"></span>
    <span class="entry-who" role="cell">${whoOf(first)}</span>
    <span class="entry-detail" role="cell">${commonDetail(entries)}${noteOf(first)}</span>
  </div>`;
}
