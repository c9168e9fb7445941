import { html, nothing, type TemplateResult } from 'lit';
import { costText, shortCostText } from '../../src/core/cost';
import { columnTitle, type ColumnId, type Sort, type SortKey } from '../../src/core/columns';
import { formatCount } from '../../src/core/formatCount';
import { refreshNotes } from '../../src/core/pollingPolicy';
import { formatDuration } from '../../src/core/time';
import { formatAge, plural } from '../format';
import type { HostState, PageModel } from '../model/pageModel';

/** What is on screen, in which order, how old it is and what it costs. */
export function footer(model: PageModel, now: number): TemplateResult {
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
    host.updatedAt === undefined ? '' : ageText(host.updatedAt, now),
  ];
  return html`<footer class="foot">
    <span>${parts.filter(part => part !== '').join(' · ')}${cost(host)}</span>
    ${host.lacksBackfill ? html`<span>${refreshNotes.lacksBackfill}</span>` : nothing}
    ${pollingNote(model, host)} ${host.malformed > 0 ? malformedNote(model, host) : nothing}
  </footer>`;
}

/** Short for the eye; in words for the pointer and for screen readers. */
function cost({ cost, polling }: HostState): TemplateResult | typeof nothing {
  if (!cost) {
    return nothing;
  }
  const rate =
    polling.mode === 'on' ? ` at a refresh every ${formatDuration(polling.everyMs)}` : '';
  const words = `${costText(cost)}${cost.day ? rate : ''}`;
  return html` ·
    <span title=${words} aria-hidden="true">${shortCostText(cost)}</span
    ><span class="offscreen">${words}</span>`;
}

/** Why the jobs on screen grow old. */
function pollingNote(model: PageModel, { polling }: HostState): TemplateResult | typeof nothing {
  switch (polling.mode) {
    case 'on':
      return nothing;
    case 'off':
      return html`<span>
        ${refreshNotes.off}
        <button type="button" class="link" @click=${() => model.run('openSettings')}>
          Open Settings
        </button>
      </span>`;
    case 'signedOut':
      return html`<span>${refreshNotes.signedOut}</span>`;
  }
}

function ageText(updatedAt: number, now: number): string {
  const age = formatAge(updatedAt, now);
  return age.endsWith(' ago') ? `${age.slice(0, -4)} old` : age;
}

/** For columns that are no texts: ascending and descending. */
const orderWords: Partial<Record<ColumnId, readonly [string, string]>> = {
  timestamp: ['oldest first', 'newest first'],
  duration: ['shortest first', 'longest first'],
  attempts: ['fewest attempts first', 'most attempts first'],
  exitCode: ['lowest exit code first', 'highest exit code first'],
};

function orderText({ then, ...first }: Sort): string {
  return [first, then].flatMap(key => (key ? [keyText(key)] : [])).join(', then ');
}

function keyText({ column, direction }: SortKey): string {
  const [up, down] = orderWords[column] ?? [
    `by ${columnTitle(column)}, A to Z`,
    `by ${columnTitle(column)}, Z to A`,
  ];
  return direction === 'ascending' ? up : down;
}

function malformedNote(model: PageModel, { malformed }: HostState): TemplateResult {
  return html`<span class="malformed">
    ${plural(malformed, 'item')} could not be read ·
    <button type="button" class="link" @click=${() => model.run('showLog')}>Show Log</button>
  </span>`;
}
