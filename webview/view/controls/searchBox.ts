import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import {
  suggestionsAt,
  type KnownValues,
  type Suggestion,
  type Suggestions,
} from '../../../src/core/filter/searchSuggestions';
import { maxSearchLength } from '../../../src/protocol';
import { clip } from '../../format';
import { joinedValues } from '../../model/knownValues';
import type { TypedSearch } from '../../model/searchText';

const placeholder = (): string => t('Search: text, status:failed, reason:"out of memory", age:<2h');
const noSuggestions: Suggestions = { start: 0, items: [] };

/**
 * A search in words and qualifiers, with suggestions while it is typed. What it cannot understand is
 * said under it and left out.
 */
export class SearchBox extends LitElement {
  static override properties = {
    search: { attribute: false },
    known: { attribute: false },
    offered: { state: true },
    active: { state: true },
  };

  declare search: TypedSearch;
  declare known: KnownValues;
  declare offered: Suggestions;
  /** -1 while none is: Enter and Tab mean what they mean elsewhere. */
  declare active: number;
  onSearch: (text: string) => void = () => undefined;
  /** Where the caret was when they were offered: it may have moved since. */
  private offeredAt = 0;
  /** The user wants suggestions: what jobs hold may come after the letters. */
  private isAsking = false;
  /** What jobs hold, of all that was known since the box was left. */
  private values: KnownValues = {};

  constructor() {
    super();
    this.search = { text: '' };
    this.known = {};
    this.offered = noSuggestions;
    this.active = -1;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const { text, problem } = this.search;
    const isWrong = problem !== undefined && !problem.isUnfinished;
    const isOpen = this.offered.items.length > 0;
    return html`<div class="search">
      <input
        type="text"
        role="combobox"
        class="search-input"
        aria-label=${t('Search jobs')}
        aria-autocomplete="list"
        aria-expanded=${isOpen}
        aria-controls=${isOpen ? 'search-offers' : nothing}
        aria-activedescendant=${isOpen && this.active >= 0 ? `search-offer-${this.active}` : nothing}
        aria-invalid=${isWrong}
        aria-describedby=${problem ? 'search-problem' : nothing}
        autocomplete="off"
        spellcheck="false"
        maxlength=${maxSearchLength}
        placeholder=${placeholder()}
        .value=${live(text)}
        @input=${this.onInput}
        @keydown=${this.onKey}
        @blur=${() => this.leave()}
      />
      <div class="below">
        ${isOpen ? this.list() : nothing}
        <p
          id="search-problem"
          class=${isWrong ? 'search-problem' : 'search-hint'}
          aria-live="polite"
          .textContent=${isWrong || !isOpen ? (problem?.message ?? '') : ''}
        ></p>
      </div>
    </div>`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('known')) {
      return;
    }
    this.values = joinedValues(this.known, this.values);
    if (this.isAsking && this.offered.items.length === 0) {
      this.offer();
    }
  }

  protected override updated(): void {
    this.querySelector('.offer.active')?.scrollIntoView({ block: 'nearest' });
  }

  private list(): TemplateResult {
    return html`<ul class="offers" id="search-offers" role="listbox" aria-label=${t('Suggestions')}>
      ${this.offered.items.map(
        (item, index) =>
          html`<li
            id=${`search-offer-${index}`}
            role="option"
            class=${index === this.active ? 'offer active' : 'offer'}
            aria-selected=${index === this.active}
            @pointerdown=${(event: Event) => {
              // The box keeps the focus.
              event.preventDefault();
              this.accept(item);
            }}
          >
            <span class="offer-text">${clip(item.insert.trim(), 100)}</span>
            <span class="offer-help">${item.help}</span>
          </li>`,
      )}
    </ul>`;
  }

  private get input(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  private offer(): void {
    const { input } = this;
    this.isAsking = true;
    this.active = -1;
    this.offeredAt = input?.selectionStart ?? input?.value.length ?? 0;
    this.offered = input ? suggestionsAt(input.value, this.offeredAt, this.values) : noSuggestions;
  }

  private leave(): void {
    this.dismiss();
    this.values = this.known;
  }

  private dismiss(): void {
    this.isAsking = false;
    this.offered = noSuggestions;
  }

  private accept({ insert }: Suggestion): void {
    const { input, offered } = this;
    if (!input) {
      return;
    }
    const end = this.offeredAt;
    const before = input.value.slice(0, offered.start) + insert;
    input.value = (before + input.value.slice(end)).slice(0, maxSearchLength);
    input.setSelectionRange(before.length, before.length);
    this.onSearch(input.value);
    this.offer();
    if (insert.endsWith(' ')) {
      this.dismiss();
    }
  }

  private readonly onInput = (): void => {
    this.onSearch(this.input?.value ?? '');
    this.offer();
    // Nothing typed asks for nothing; the arrow key still shows all there is.
    if (/(^|\s)-?$/.test(this.input?.value ?? '')) {
      this.dismiss();
    }
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { items } = this.offered;
    const chosen = items[this.active];
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !event.altKey) {
      event.preventDefault();
      if (items.length === 0) {
        this.offer();
      }
      const by = event.key === 'ArrowDown' ? 1 : -1;
      const count = this.offered.items.length;
      this.active =
        count === 0 ? -1 : (Math.max(this.active, by > 0 ? -1 : 0) + by + count) % count;
    } else if (chosen && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      this.accept(chosen);
    } else if (event.key === 'Escape' && (items.length > 0 || this.search.text !== '')) {
      // Closes the list first, then empties the box; in an empty one it means what it means elsewhere.
      event.preventDefault();
      event.stopPropagation();
      if (items.length === 0) {
        this.onSearch('');
      }
      this.dismiss();
    }
  };
}

customElements.define('search-box', SearchBox);

/** Ctrl+F, or Cmd+F, goes to the search. */
export function findKey(event: KeyboardEvent): void {
  const box = document.querySelector<HTMLInputElement>('.search-input');
  if (box && event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    box.focus();
    box.select();
  }
}
