import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { facetKeys, type FacetKey } from '../../src/core/filter/facets';
import { isFiltering, noFilter, type JobFilter } from '../../src/core/filter/jobFilter';
import { lastPeriods, type TimeRange } from '../../src/core/filter/timeRange';
import { formatDuration } from '../../src/core/text/time';
import { clip, formatTime } from '../format';
import { chipsOf, emptyName, filterTitle, searchChipsOf, toggleValue } from '../model/filterChoice';
import { clockZone } from '../model/clockZone';
import type { PageModel } from '../model/pageModel';
import { comparisonSelect } from './comparison';
import { focusSearch } from './controls/focus';
import { icon } from './controls/icons';
import './controls/multiSelect';
import './controls/searchBox';
import './controls/timeSelect';

/** The search box, the filters, and chips for active filters with a button to clear them. */
export function filters(model: PageModel, enterTable: () => void): TemplateResult {
  const { filter } = model.query;
  return html`<section class="filters" aria-label=${t('Filters')}>
    <search-box
      .search=${model.search}
      .known=${model.knownValues}
      .labels=${model.valueLabels}
      .onLeave=${enterTable}
      .onSearch=${(text: string) => model.setSearch(text)}
    ></search-box>
    <roving-group class="filter-bar" role="toolbar" aria-label=${t('Filters')}>
      ${fold(filter)}
      <div class="filter-choices" id="filter-choices">
        ${facetKeys.map(key => choices(model, key))}
        <time-select
          .range=${filter.time}
          .zone=${clockZone(model.preferences.timeZone)}
          .onChoose=${(time: TimeRange | undefined) => model.setFilter({ ...model.query.filter, time })}
        ></time-select>
      </div>
      ${isFiltering(filter) || model.search.text !== '' ? chips(model) : nothing}
      ${comparisonSelect(model)}
    </roving-group>
  </section>`;
}

/** On a narrow page the filters are behind this button, so that they take one line. */
function fold(filter: JobFilter): TemplateResult {
  const count = chipsOf(filter).length + (filter.time ? 1 : 0);
  return html`<button
    type="button"
    class="select filters-fold"
    aria-expanded="false"
    aria-controls="filter-choices"
    @click=${toggleFold}
  >
    ${icon('filter')}${t('Filters')}
    ${
      count > 0
        ? html`<span class="badge" aria-label=${t('{0} selected', count)} role="img"
            >${count}</span
          >`
        : nothing
    }
  </button>`;
}

/** Matters to nothing but the style sheet, which reads the attribute. */
function toggleFold({ currentTarget }: Event): void {
  if (currentTarget instanceof HTMLElement) {
    const isOpen = currentTarget.ariaExpanded === 'true';
    currentTarget.ariaExpanded = String(!isOpen);
  }
}

function choices(model: PageModel, key: FacetKey): TemplateResult | typeof nothing {
  const { filter, shown } = model.query;
  const options = shown?.result.facets[key] ?? [];
  // Hide the filters for what no job has.
  if ((key === 'workspaces' || key === 'causes') && options.every(({ value }) => value === '')) {
    return nothing;
  }
  return html`<multi-select
    .label=${filterTitle(key)}
    .emptyName=${emptyName(key)}
    .options=${options}
    .byCount=${key !== 'statuses'}
    .chosen=${filter[key]}
    .onToggle=${(value: string) => model.setFilter(toggleValue(model.query.filter, key, value))}
  ></multi-select>`;
}

function chips(model: PageModel): TemplateResult {
  const { filter } = model.query;
  return html`<ul class="chips" aria-label=${t('Active filters')}>
      ${searchChipsOf(model.search.text).map(({ term, rest }) =>
        chip(t('Search'), term, () => model.setSearch(rest)),
      )}
      ${chipsOf(filter).map(({ key, value }) =>
        chip(filterTitle(key), labelOf(model, key, value), () =>
          model.setFilter(toggleValue(model.query.filter, key, value)),
        ),
      )}
      ${
        filter.time
          ? chip(t('Time'), rangeText(model, filter.time), () =>
              model.setFilter({ ...model.query.filter, time: undefined }),
            )
          : nothing
      }
    </ul>
    <button
      type="button"
      class="link clear"
      @click=${() => {
        model.replaceFilter(noFilter);
        focusSearch();
      }}
    >
      ${t('Clear')}
    </button>`;
}

/** The label of an option, if the newest result has it. */
function labelOf({ query: { shown } }: PageModel, key: FacetKey, value: string): string {
  const option = shown?.result.facets[key].find(candidate => candidate.value === value);
  return option?.label ?? (value || emptyName(key));
}

function chip(title: string, value: string, remove: () => void): TemplateResult {
  const name = clip(value, 60);
  const label = t('Remove filter {0}: {1}', title, name);
  return html`<li>
    <button
      type="button"
      class="chip"
      aria-label=${label}
      title=${label}
      @click=${() => {
        remove();
        focusSearch();
      }}
    >
      <span class="chip-text">${name}</span>${icon('close')}
    </button>
  </li>`;
}

function rangeText({ preferences: { timeZone } }: PageModel, range: TimeRange): string {
  if (range.kind === 'last') {
    const known = lastPeriods.find(({ ms }) => ms === range.ms)?.title;
    return known ?? t('Last {0}', formatDuration(range.ms));
  }
  const minute = (ms: number): string => formatTime(ms, timeZone).slice(0, 16);
  const { from, to } = range;
  if (from === undefined) {
    return to === undefined ? t('Any time') : t('Before {0}', minute(to));
  }
  return to === undefined
    ? t('Since {0}', minute(from))
    : t('{0} to {1}', minute(from), minute(to));
}
