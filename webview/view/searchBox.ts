import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { maxSearchLength } from '../../src/protocol';
import type { PageModel } from '../model/pageModel';

const placeholder = 'Search: text, status:failed, reason:"out of memory", age:<2h';

/** A search in words and qualifiers. What it cannot understand is said under it and left out. */
export function searchBox(model: PageModel): TemplateResult {
  const { text, problem } = model.search;
  const isWrong = problem !== undefined && !problem.isUnfinished;
  return html`<div class="search">
    <input
      type="search"
      class="search-input"
      aria-label="Search jobs"
      aria-invalid=${isWrong}
      aria-describedby=${problem ? 'search-problem' : nothing}
      autocomplete="off"
      spellcheck="false"
      maxlength=${maxSearchLength}
      placeholder=${placeholder}
      .value=${live(text)}
      @input=${(event: Event) => model.setSearch((event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => onKey(event, model)}
    />
    <p
      id="search-problem"
      class=${isWrong ? 'search-problem' : 'search-hint'}
      aria-live="polite"
      .textContent=${problem?.message ?? ''}
    ></p>
  </div>`;
}

/** Escape empties the box first; in an empty one it means what it means elsewhere. */
function onKey(event: KeyboardEvent, model: PageModel): void {
  if (event.key === 'Escape' && model.search.text !== '') {
    event.preventDefault();
    event.stopPropagation();
    model.setSearch('');
  }
}

/** Ctrl+F, or Cmd+F, goes to the search. */
export function findKey(event: KeyboardEvent): void {
  const box = document.querySelector<HTMLInputElement>('.search-input');
  if (box && event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    box.focus();
    box.select();
  }
}
