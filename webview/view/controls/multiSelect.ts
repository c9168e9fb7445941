import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { FacetOption } from '../../../src/protocol/rows';
import { formatCount } from '../../../src/core/text/formatCount';
import { clip } from '../../format';
import { optionsInOrder, valuesByCount } from '../../model/optionOrder';
import { icon } from './icons';
import { Popover } from './popover';
import { handleListKey } from './takeListKey';

/** Type-ahead: a longer pause starts a new word. */
const typingPauseMs = 600;

/** A button that opens a multi-select list. Selecting none means all. */
export class MultiSelect extends Popover {
  static override properties = {
    emptyName: { attribute: false },
    options: { attribute: false },
    byCount: { attribute: false },
    chosen: { attribute: false },
    active: { state: true },
  };

  declare emptyName: string;
  declare options: readonly FacetOption[];
  /** Whether the list shows the most frequent values first. */
  declare byCount: boolean;
  declare chosen: readonly string[];
  declare active: number;
  onToggle: (value: string) => void = () => undefined;
  protected override readonly kind = 'listbox';
  protected override readonly firstFocus = '.choices';
  private typed = { text: '', at: 0 };

  constructor() {
    super();
    this.emptyName = '';
    this.options = [];
    this.byCount = true;
    this.chosen = [];
    this.active = 0;
  }

  protected override badge(): TemplateResult | typeof nothing {
    const count = this.chosen.length;
    return count > 0
      ? html`<span class="badge" aria-label=${t('{0} selected', count)} role="img">${count}</span>`
      : nothing;
  }

  protected override panel(): TemplateResult {
    return html`<ul
        class="choices"
        id=${this.uid}
        role="listbox"
        tabindex="0"
        aria-multiselectable="true"
        aria-label=${this.label}
        aria-activedescendant=${this.shownOptions.length > 0 ? this.optionId(this.active) : nothing}
        @keydown=${this.onListKey}
      >
        ${this.shownOptions.map((option, index) => this.option(option, index))}
      </ul>
      ${this.shownOptions.length === 0 ? html`<p class="no-choices">${t('Nothing to select yet')}</p>` : nothing}`;
  }

  /** The values in the order in which the list has opened. */
  private order: readonly string[] = [];

  private get shownOptions(): readonly FacetOption[] {
    return this.byCount ? optionsInOrder(this.options, this.order) : this.options;
  }

  protected override show(): void {
    this.order = valuesByCount(this.options);
    this.active = Math.max(
      0,
      this.shownOptions.findIndex(({ value }) => this.chosen.includes(value)),
    );
    super.show();
  }

  protected override updated(): void {
    this.querySelector('.choice.active')?.scrollIntoView({ block: 'nearest' });
  }

  private option(option: FacetOption, index: number): TemplateResult {
    const { value, count, label = value, partOf } = option;
    const chosen = this.chosen.includes(value);
    // The name stands above its parts already, and would hide what tells them apart.
    const text = partOf === undefined ? label : value.slice(partOf.length);
    return html`<li
      id=${this.optionId(index)}
      role="option"
      class=${`choice ${index === this.active ? 'active' : ''} ${partOf === undefined ? '' : 'part'}`}
      aria-label=${partOf === undefined ? nothing : `${value} ${formatCount(count)}`}
      aria-selected=${chosen}
      title=${clip(label, 500)}
      @click=${() => this.toggle(index)}
    >
      <span class="box">${chosen ? icon('check') : nothing}</span>
      <span class="choice-text">${clip(text || this.emptyName, 200)}</span>
      <span class="choice-count">${formatCount(count)}</span>
    </li>`;
  }

  private optionId(index: number): string {
    return `${this.uid}-${index}`;
  }

  private toggle(index: number): void {
    const option = this.shownOptions[index];
    if (option) {
      this.active = index;
      this.onToggle(option.value);
    }
  }

  private readonly onListKey = (event: KeyboardEvent): void => {
    const typed = event.timeStamp - this.typed.at < typingPauseMs ? this.typed.text : '';
    const texts = this.shownOptions.map(({ value, label = value }) => label || this.emptyName);
    const action = handleListKey(event, this.active, texts, typed);
    if (!action) {
      return;
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
}

customElements.define('multi-select', MultiSelect);
