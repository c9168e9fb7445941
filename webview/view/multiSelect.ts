import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { FacetOption } from '../../src/protocol';
import { formatCount } from '../../src/core/formatCount';
import { clip } from '../format';
import { icon } from './icons';
import { listAction } from './listboxKeyboard';

/** Letters typed with no longer pause than this make one word. */
const typingPauseMs = 600;

let instances = 0;

/** A button that opens a list of choices, any number of which may be on. None on means all. */
export class MultiSelect extends LitElement {
  static override properties = {
    label: { attribute: false },
    emptyName: { attribute: false },
    options: { attribute: false },
    chosen: { attribute: false },
    open: { state: true },
    active: { state: true },
  };

  declare label: string;
  declare emptyName: string;
  declare options: readonly FacetOption[];
  declare chosen: readonly string[];
  declare open: boolean;
  declare active: number;
  onToggle: (value: string) => void = () => undefined;
  private readonly uid = `choices-${++instances}`;
  private typed = { text: '', at: 0 };

  constructor() {
    super();
    this.label = '';
    this.emptyName = '';
    this.options = [];
    this.chosen = [];
    this.open = false;
    this.active = 0;
  }

  /** Light DOM: one style sheet for the whole page, and labels that reach across. */
  protected override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.closeOutside);
  }

  protected override render(): TemplateResult {
    const count = this.chosen.length;
    return html`<button
        type="button"
        class="select"
        aria-haspopup="listbox"
        aria-expanded=${this.open}
        aria-controls=${this.open ? this.uid : nothing}
        @click=${() => (this.open ? this.close() : this.show())}
        @keydown=${this.onButtonKey}
      >
        ${this.label}${
          count > 0
            ? html`<span class="badge" aria-label=${`${count} chosen`} role="img">${count}</span>`
            : nothing
        }${icon('chevron')}
      </button>
      ${this.open ? this.list() : nothing}`;
  }

  private list(): TemplateResult {
    return html`<div class="popover">
      <ul
        class="choices"
        id=${this.uid}
        role="listbox"
        tabindex="0"
        aria-multiselectable="true"
        aria-label=${this.label}
        aria-activedescendant=${this.options.length > 0 ? this.optionId(this.active) : nothing}
        @keydown=${this.onListKey}
        @focusout=${this.onFocusOut}
      >
        ${this.options.map((option, index) => this.option(option, index))}
      </ul>
      ${this.options.length === 0 ? html`<p class="no-choices">Nothing to choose yet</p>` : nothing}
    </div>`;
  }

  private option({ value, count }: FacetOption, index: number): TemplateResult {
    const chosen = this.chosen.includes(value);
    return html`<li
      id=${this.optionId(index)}
      role="option"
      class=${index === this.active ? 'choice active' : 'choice'}
      aria-selected=${chosen}
      title=${clip(value, 500)}
      @click=${() => this.toggle(index)}
    >
      <span class="box">${chosen ? icon('check') : nothing}</span>
      <span class="choice-text">${clip(value || this.emptyName, 200)}</span>
      <span class="choice-count">${formatCount(count)}</span>
    </li>`;
  }

  private optionId(index: number): string {
    return `${this.uid}-${index}`;
  }

  private show(): void {
    this.open = true;
    this.active = Math.max(
      0,
      this.options.findIndex(({ value }) => this.chosen.includes(value)),
    );
    document.addEventListener('pointerdown', this.closeOutside);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.choices')?.focus());
  }

  private close(returnFocus = true): void {
    this.open = false;
    document.removeEventListener('pointerdown', this.closeOutside);
    if (returnFocus) {
      this.querySelector<HTMLElement>('.select')?.focus();
    }
  }

  private toggle(index: number): void {
    const option = this.options[index];
    if (option) {
      this.active = index;
      this.onToggle(option.value);
    }
  }

  private readonly closeOutside = (event: Event): void => {
    if (!event.composedPath().includes(this)) {
      this.close(false);
    }
  };

  private readonly onFocusOut = (event: FocusEvent): void => {
    // Focus on the button means a click on it, which closes by itself.
    if (event.relatedTarget instanceof Node && !this.contains(event.relatedTarget)) {
      this.close(false);
    }
  };

  private readonly onButtonKey = (event: KeyboardEvent): void => {
    if (!this.open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      this.show();
    }
  };

  private readonly onListKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const typed = event.timeStamp - this.typed.at < typingPauseMs ? this.typed.text : '';
    const texts = this.options.map(({ value }) => value || this.emptyName);
    const action = listAction(event.key, this.active, texts, typed);
    if (!action) {
      return;
    }
    // Escape closes this list alone, not the details beside it.
    event.stopPropagation();
    if (event.key !== 'Tab') {
      event.preventDefault();
    }
    if (action.kind === 'close') {
      this.close();
    } else if (action.kind === 'toggle') {
      this.toggle(this.active);
    } else {
      this.active = action.index;
      this.typed =
        event.key.length === 1
          ? { text: typed + event.key, at: event.timeStamp }
          : { text: '', at: 0 };
    }
  };

  protected override updated(): void {
    this.querySelector('.choice.active')?.scrollIntoView({ block: 'nearest' });
  }
}

customElements.define('multi-select', MultiSelect);
