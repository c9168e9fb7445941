import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { FacetOption } from '../../src/protocol/rows';
import { formatCount } from '../../src/core/text/formatCount';
import { listed } from '../../src/core/base/truncated';
import { formatRate, missing } from '../format';
import { statusName } from '../model/chartTexts';
import { isSelected, searchChipsOf, switchStatuses, toggleValue } from '../model/filterChoice';
import type { PageModel } from '../model/pageModel';
import { isFiltering } from '../../src/core/filter/jobFilter';
import { differenceNote, rateNote } from './comparison';
import { icon } from './controls/icons';
import { statusMark, toneClass } from './controls/status';

/** The statuses counted as active, latest first. */
const activeStatuses = ['RUNNING', 'STARTING', 'RUNNABLE'];

/** The search for jobs that wait or start for too long. */
const stuckSearch = 'is:stuck';

/** AWS Batch has seven; damaged data may have any number, all of which the filter lists. */
const maxStatuses = 30;

/**
 * Figures of the jobs that match the other filters. Status cards toggle their filter. The causes of a comparison
 * share their Tab stop.
 */
export function statistics(
  model: PageModel,
  changedCauses: TemplateResult | typeof nothing,
): TemplateResult {
  const figures = model.query.shown?.result.statistics;
  const before = model.comparison.figuresFor(model.query.shown?.filter);
  const all = model.host?.total ?? 0;
  const figure = (count: number | undefined): string =>
    count === undefined ? missing : formatCount(count);
  // Room for the largest figure, so that nothing moves sideways while jobs change.
  const digits = `--digits:${formatCount(all).length}ch`;
  return html`<section
    class=${before ? 'statistics compared' : 'statistics'}
    aria-label=${t('Statistics')}
    .style=${digits}
  >
    <roving-group>
      <div class="figures" role="toolbar" aria-label=${t('Filter by status')}>
        <div class="cards">
          ${card(t('Total'), figure(figures?.total), differenceNote(figures?.total, before?.total) ?? (isFiltering({ ...model.query.filter, statuses: [] }) ? t('of {0}', formatCount(all)) : ''))}
          ${statusCard(model, t('Succeeded'), ['SUCCEEDED'], figure(figures?.succeeded), '', differenceNote(figures?.succeeded, before?.succeeded))}
          ${statusCard(model, t('Failed'), ['FAILED'], figure(figures?.failed), 'failures-card', differenceNote(figures?.failed, before?.failed) ?? unresolvedNote(figures?.unresolved))}
          ${statusCard(model, t('Active'), activeStatuses, figure(figures?.running), 'active-card', activeParts(figures?.byStatus ?? []))}
          ${card(t('Success rate'), formatRate(figures?.successRate), before ? rateNote(before.successRate) : '')}
        </div>
        ${legend(model)}
      </div>
      ${shareBar(figures?.byStatus ?? [])} ${changedCauses}
    </roving-group>
  </section>`;
}

/** `212 unresolved`: failures that no later job made good. */
const unresolvedNote = (unresolved: number | undefined): string =>
  unresolved === undefined ? '' : t('{0} unresolved', formatCount(unresolved));

function card(title: string, figure: string, note: string): TemplateResult {
  return html`<div class="card">
    <span class="card-title">${title}</span>
    <span class="figure">${figure}</span>
    ${note === '' ? nothing : html`<span class="card-note">${note}</span>`}
  </div>`;
}

function statusCard(
  model: PageModel,
  title: string,
  statuses: readonly string[],
  figure: string,
  kind: '' | 'failures-card' | 'active-card',
  note = '',
): TemplateResult {
  const [status = ''] = statuses;
  const { filter } = model.query;
  return html`<button
    type="button"
    class=${`card switch ${kind}`}
    aria-pressed=${isSelected(filter, 'statuses', statuses)}
    title=${t('Show only these jobs')}
    @click=${() => model.setFilter(switchStatuses(model.query.filter, statuses))}
  >
    <span class="card-title ${toneClass(status)}">${statusMark(status)}${title}</span>
    <span class="figure">${figure}</span>
    ${note === '' ? nothing : html`<span class="card-note">${note}</span>`}
  </button>`;
}

/** `90 running · 63 starting or waiting`. */
function activeParts(byStatus: readonly FacetOption[]): string {
  const countOf = (...statuses: readonly string[]): number =>
    byStatus.reduce((sum, { value, count }) => sum + (statuses.includes(value) ? count : 0), 0);
  return [
    t('{0} running', formatCount(countOf('RUNNING'))),
    t('{0} starting or waiting', formatCount(countOf('STARTING', 'RUNNABLE'))),
  ].join(' · ');
}

/** Toggles the search for stuck jobs; absent while no job is stuck. */
function stuckChip(model: PageModel): TemplateResult | typeof nothing {
  const count = model.query.shown?.result.statistics.stuck ?? 0;
  const chip = searchChipsOf(model.search.text).find(({ term }) => term === stuckSearch);
  return count === 0 && !chip
    ? nothing
    : html`<li class="stuck-jobs">
        <button
          type="button"
          class="status-switch stuck"
          aria-pressed=${chip !== undefined}
          title=${t('Show jobs that have been waiting or starting for too long')}
          @click=${() => (chip ? model.setSearch(chip.rest) : showStuck(model))}
        >
          ${icon('warning')}<span class="status-name">${t('Stuck')}</span>
          <b>${formatCount(count)}</b>
        </button>
      </li>`;
}

/** In the table, of any status: stuck jobs are none of those that have failed. */
function showStuck(model: PageModel): void {
  model.setFilter({ ...model.query.filter, statuses: [] });
  model.addSearch(stuckSearch);
  model.showJobs();
}

/** Statuses that are cards. */
const cardStatuses: readonly string[] = ['SUCCEEDED', 'FAILED'];

/** The number of jobs per other status, of those that match the other filters; each toggles its status. */
function legend(model: PageModel): TemplateResult {
  const statuses = model.query.shown?.result.facets.statuses ?? [];
  const options = statuses.filter(({ value }) => !cardStatuses.includes(value));
  const { shown, more } = listed(options, maxStatuses);
  const { filter } = model.query;
  return html`<ul class="statuses" aria-label=${t('Jobs by status')}>
    ${stuckChip(model)}
    ${shown.map(
      ({ value, count }) =>
        html`<li>
          <button
            type="button"
            class="status-switch ${toneClass(value)}"
            aria-pressed=${filter.statuses.includes(value)}
            title=${t('Filter by {0}', statusName(value))}
            @click=${() => model.setFilter(toggleValue(model.query.filter, 'statuses', value))}
          >
            ${statusMark(value)}<span class="status-name">${statusName(value)}</span>
            <b>${formatCount(count)}</b>
          </button>
        </li>`,
    )}
    ${more > 0 ? html`<li>${t('{0} other statuses', formatCount(more))}</li>` : nothing}
  </ul>`;
}

/** A bar with the share of each status; one sentence for screen readers. */
function shareBar(byStatus: readonly FacetOption[]): TemplateResult {
  const { shown } = listed(byStatus, maxStatuses);
  const text = shown
    .map(({ value, count }) => `${statusName(value)} ${formatCount(count)}`)
    .join(', ');
  return html`<div
    class="shares"
    role="img"
    aria-label=${text === '' ? t('Jobs by status: none') : t('Jobs by status: {0}', text)}
  >
    ${shown.map(
      ({ value, count }) =>
        html`<span
          class="share ${toneClass(value)}"
          title=${`${statusName(value)} ${formatCount(count)}`}
          .style=${`flex-grow:${count}`}
        ></span>`,
    )}
  </div>`;
}
