import { html, nothing, type TemplateResult } from 'lit';
import { isFiltering, noFilter } from '../../src/core/jobFilter';
import { clip } from '../format';
import { chipsOf, filterKeys, filterTitles, toggleValue } from '../model/filterChoice';
import type { PageModel } from '../model/pageModel';
import { icon } from './icons';
import './multiSelect';
import { searchBox } from './searchBox';

const emptyNames = { statuses: 'No status', taskTypes: 'No task type', regions: 'No region' };

/** The search, the three filters, what they let pass as chips, and the way back to all jobs. */
export function filters(model: PageModel): TemplateResult {
  const { filter, shown } = model.query;
  return html`<section class="filters" aria-label="Filters">
    ${searchBox(model)}
    ${filterKeys.map(
      key =>
        html`<multi-select
          .label=${filterTitles[key]}
          .emptyName=${emptyNames[key]}
          .options=${shown?.result.facets[key] ?? []}
          .chosen=${filter[key]}
          .onToggle=${(value: string) => model.setFilter(toggleValue(model.query.filter, key, value))}
        ></multi-select>`,
    )}
    ${isFiltering(filter) || model.search.text !== '' ? chips(model) : nothing}
  </section>`;
}

function chips(model: PageModel): TemplateResult {
  const { filter } = model.query;
  return html`<ul class="chips" aria-label="Active filters">
      ${chipsOf(filter).map(({ key, value }) => {
        const name = clip(value || emptyNames[key], 60);
        return html`<li>
          <button
            type="button"
            class="chip"
            aria-label=${`Remove filter ${filterTitles[key]}: ${name}`}
            title=${`Remove filter ${filterTitles[key]}: ${name}`}
            @click=${() => model.setFilter(toggleValue(model.query.filter, key, value))}
          >
            <span class="chip-text">${name}</span>${icon('close')}
          </button>
        </li>`;
      })}
    </ul>
    <button type="button" class="link clear" @click=${() => model.replaceFilter(noFilter)}>
      Clear
    </button>`;
}
