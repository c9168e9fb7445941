import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import {
  suggestionsAt,
  type KnownValues,
  type ValueLabels,
  type Suggestion,
  type Suggestions,
} from '../../../src/core/filter/searchSuggestions';
import { maxSearchLength } from '../../../src/protocol/schemas';
import { clip } from '../../format';
import { joinedValues } from '../../model/knownValues';
import type { TypedSearch } from '../../model/searchText';
import { hasModifier } from './modifiers';

const placeholder = (): string => t('Search: text, status:failed, reason:OutOfMemory, age:<2h');
const noSuggestions: Suggestions = { start: 0, items: [] };

/**
 * A search box for words and qualifiers, with completions. Syntax errors are shown below it and ignored by
 * the search.
 */
export class SearchBox extends LitElement {
  static override properties = {
    search: { attribute: false },
    known: { attribute: false },
    labels: { attribute: false },
    suggestions: { state: true },
    active: { state: true },
  };

  declare search: TypedSearch;
  declare known: KnownValues;
  declare labels: ValueLabels;
  declare suggestions: Suggestions;
  /** -1 if none: Enter and Tab then keep their default action. */
  declare active: number;
  onSearch: (text: string) => void = () => undefined;
  /** Called to move on to the table. */
  onLeave: () => void = () => undefined;
  /** The caret position when suggestions were requested; the caret may have moved since. */
  private suggestedAt = 0;
  /** Whether the user wants suggestions; values may arrive after the keystroke. */
  private isSuggesting = false;
  /** All values seen since the box last lost the focus. */
  private values: KnownValues = {};

  constructor() {
    super();
    this.search = { text: '' };
    this.known = {};
    this.labels = new Map();
    this.suggestions = noSuggestions;
    this.active = -1;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const { text, problem } = this.search;
    const isWrong = problem !== undefined && !problem.isUnfinished;
    const isOpen = this.suggestions.items.length > 0;
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
        @blur=${() => this.onBlur()}
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
    if (this.isSuggesting && this.suggestions.items.length === 0) {
      this.suggest();
    }
  }

  protected override updated(): void {
    this.querySelector('.offer.active')?.scrollIntoView({ block: 'nearest' });
  }

  private list(): TemplateResult {
    return html`<ul class="offers" id="search-offers" role="listbox" aria-label=${t('Suggestions')}>
      ${this.suggestions.items.map(
        (item, index) =>
          html`<li
            id=${`search-offer-${index}`}
            role="option"
            class=${index === this.active ? 'offer active' : 'offer'}
            aria-selected=${index === this.active}
            @pointerdown=${(event: Event) => {
              // Keep the focus in the box.
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

  private suggest(): void {
    const { input } = this;
    this.isSuggesting = true;
    this.active = -1;
    this.suggestedAt = input?.selectionStart ?? input?.value.length ?? 0;
    this.suggestions = input
      ? suggestionsAt(input.value, this.suggestedAt, this.values, this.labels)
      : noSuggestions;
  }

  private onBlur(): void {
    this.dismiss();
    this.values = this.known;
  }

  private dismiss(): void {
    this.isSuggesting = false;
    this.suggestions = noSuggestions;
  }

  private accept({ insert }: Suggestion): void {
    const { input, suggestions } = this;
    if (!input) {
      return;
    }
    const end = this.suggestedAt;
    const before = input.value.slice(0, suggestions.start) + insert;
    input.value = (before + input.value.slice(end)).slice(0, maxSearchLength);
    input.setSelectionRange(before.length, before.length);
    this.onSearch(input.value);
    this.suggest();
    if (insert.endsWith(' ')) {
      this.dismiss();
    }
  }

  private readonly onInput = (): void => {
    this.onSearch(this.input?.value ?? '');
    this.suggest();
    // No suggestions for an empty term; the arrow keys still show all.
    if (/(^|\s)-?$/.test(this.input?.value ?? '')) {
      this.dismiss();
    }
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { items } = this.suggestions;
    const chosen = items[this.active];
    const leaves = event.key === 'Enter' || (event.key === 'ArrowDown' && items.length === 0);
    if (leaves && !chosen && !hasModifier(event)) {
      event.preventDefault();
      this.dismiss();
      this.onLeave();
    } else if (isOpening(event) && items.length === 0) {
      event.preventDefault();
      this.suggest();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !event.altKey) {
      event.preventDefault();
      if (items.length === 0) {
        this.suggest();
      }
      const by = event.key === 'ArrowDown' ? 1 : -1;
      const count = this.suggestions.items.length;
      this.active =
        count === 0 ? -1 : (Math.max(this.active, by > 0 ? -1 : 0) + by + count) % count;
    } else if (chosen && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      this.accept(chosen);
    } else if (event.key === 'Escape' && (items.length > 0 || this.search.text !== '')) {
      // Escape closes the list, then clears the box; in an empty box it keeps its default action.
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

/** Ctrl+Space, as in VS Code's editors; Alt+↓ opens the next job. */
const isOpening = ({ key, ctrlKey }: KeyboardEvent): boolean => key === ' ' && ctrlKey;

/** Ctrl+F or Cmd+F focuses the search box. */
export function findKey(event: KeyboardEvent): void {
  const box = document.querySelector<HTMLInputElement>('.search-input');
  if (box && event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    box.focus();
    box.select();
  }
}
