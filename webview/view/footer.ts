import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { costText, shortCostText } from '../../src/core/polling/cost';
import { columnTitle, type ColumnId, type Sort, type SortKey } from '../../src/core/filter/columns';
import { throttledText } from '../../src/core/text/sourceTexts';
import { formatCount, jobCount } from '../../src/core/text/formatCount';
import { refreshNotes } from '../../src/core/polling/pollingPolicy';
import { plural } from '../../src/core/text/localization';
import { damagedText } from '../../src/core/diagnostics/unreadableItemsReport';
import { formatDuration, formatMoment } from '../../src/core/text/time';
import type { HostState, PageModel } from '../model/pageModel';

/** The job count, sort, age and cost. */
export function footer(model: PageModel, now: number): TemplateResult {
  const { host, query } = model;
  if (!host) {
    return html`<footer class="foot"></footer>`;
  }
  const matching = query.shown?.result.matching ?? 0;
  const parts = [
    matching === host.total
      ? jobCount(host.total)
      : t('{0} of {1}', formatCount(matching), jobCount(host.total)),
    host.total > 0 ? orderText(query.sort) : '',
    host.listsSince === undefined ? '' : t('complete since {0}', formatMoment(host.listsSince)),
    host.updatedAt === undefined ? '' : ageText(host.updatedAt, now),
    host.throttledTo === undefined ? '' : throttledText(host.throttledTo),
  ];
  return html`<footer class="foot">
    <span>${parts.filter(part => part !== '').join(' · ')}${cost(host)}</span>
    ${host.lacksBackfill ? html`<span>${refreshNotes.lacksBackfill}</span>` : nothing}
    ${pollingNote(model, host)} ${unreadNote(model, host)}
  </footer>`;
}

/** Abbreviated on screen; spelled out on hover and for screen readers. */
function cost({ cost, polling }: HostState): TemplateResult | typeof nothing {
  if (!cost) {
    return nothing;
  }
  const words =
    (cost.day ?? cost.perHour) !== undefined && polling.mode === 'on'
      ? t('{0}, refreshing every {1}', costText(cost), formatDuration(polling.everyMs))
      : costText(cost);
  return html` ·
    <span title=${words} aria-hidden="true">${shortCostText(cost)}</span
    ><span class="offscreen">${words}</span>`;
}

/** Why the jobs are not refreshed automatically. */
function pollingNote(model: PageModel, { polling }: HostState): TemplateResult | typeof nothing {
  switch (polling.mode) {
    case 'on':
      return nothing;
    case 'off':
      return html`<span>
        ${refreshNotes.off}
        <button type="button" class="link" @click=${() => model.requests.run('openSettings')}>
          ${t('Open Settings')}
        </button>
      </span>`;
    case 'signedOut':
      return html`<span>${refreshNotes.signedOut}</span>`;
    // The failure state in place of the table already says so.
    case 'restricted':
      return nothing;
  }
}

function ageText(updatedAt: number, now: number): string {
  const age = now - updatedAt;
  return age < 1000 ? t('just now') : t('{0} old', formatDuration(age));
}

function orderText({ then, ...first }: Sort): string {
  return then ? t('{0}, then {1}', keyText(first), keyText(then)) : keyText(first);
}

/** For columns other than text. */
const orderTexts: Partial<Record<ColumnId, (isUp: boolean) => string>> = {
  timestamp: isUp => (isUp ? t('oldest first') : t('newest first')),
  duration: isUp => (isUp ? t('shortest first') : t('longest first')),
  attempts: isUp => (isUp ? t('fewest attempts first') : t('most attempts first')),
  resolution: isUp => (isUp ? t('not retried first') : t('recovered first')),
  exitCode: isUp => (isUp ? t('lowest exit code first') : t('highest exit code first')),
};

function keyText({ column, direction }: SortKey): string {
  const isUp = direction === 'ascending';
  const title = columnTitle(column);
  return (
    orderTexts[column]?.(isUp) ?? (isUp ? t('by {0}, A to Z', title) : t('by {0}, Z to A', title))
  );
}

/** The number of unreadable items, with a link to their list. */
function unreadNote(
  model: PageModel,
  { malformed, damaged }: HostState,
): TemplateResult | typeof nothing {
  const texts = [
    ...(malformed > 0 ? [malformedText(malformed)] : []),
    ...(damaged ? [damagedText(damaged.count, damaged.hasMore)] : []),
  ];
  return texts.length === 0
    ? nothing
    : html`<span class="malformed">
        ${texts.join(' · ')} ·
        <button type="button" class="link" @click=${() => model.requests.run('showUnreadItems')}>
          ${t('Show List')}
        </button>
      </span>`;
}

function malformedText(count: number): string {
  const figure = formatCount(count);
  return plural(
    count,
    t('{0} item could not be read', figure),
    t('{0} items could not be read', figure),
  );
}
