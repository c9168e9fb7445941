import { html, nothing, type TemplateResult } from 'lit';
import { columns, type Sort } from '../../src/core/columns';
import { formatCount } from '../../src/core/formatCount';
import { plural } from '../format';
import type { HostState, PageModel } from '../model/pageModel';

/** What is on screen, in which order, and what it cost. */
export function footer(model: PageModel): TemplateResult {
  const { host, query } = model;
  if (!host) {
    return html`<footer class="foot"></footer>`;
  }
  const matching = query.shown?.result.matching ?? 0;
  const parts = [
    matching === host.total
      ? plural(host.total, 'job')
      : `${formatCount(matching)} of ${plural(host.total, 'job')}`,
    host.total > 0 ? orderText(query.sort) : '',
    host.readUnits === undefined ? '' : `${unitsText(host.readUnits)} RCU this refresh`,
  ];
  return html`<footer class="foot">
    <span>${parts.filter(part => part !== '').join(' · ')}</span>
    ${host.malformed > 0 ? malformedNote(model, host) : nothing}
  </footer>`;
}

function orderText({ column, direction }: Sort): string {
  if (column === 'timestamp') {
    return direction === 'descending' ? 'newest first' : 'oldest first';
  }
  const title = columns.find(({ id }) => id === column)?.title ?? column;
  return `by ${title}, ${direction === 'ascending' ? 'A to Z' : 'Z to A'}`;
}

/** Units come in halves; a sum of many has digits that say nothing. */
const unitsText = (units: number): string =>
  formatCount(units < 10 ? Math.round(units * 10) / 10 : Math.round(units));

function malformedNote(model: PageModel, { malformed }: HostState): TemplateResult {
  return html`<span class="malformed">
    ${plural(malformed, 'item')} could not be read ·
    <button type="button" class="link" @click=${() => model.run('showLog')}>Show Log</button>
  </span>`;
}
