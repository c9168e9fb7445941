import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { columnIds, columnTitle, type ColumnId } from '../../../src/core/filter/columns';
import { defaultPreferences, type Preferences } from '../../../src/protocol/schemas';
import type { HiddenColumns } from '../../model/columnFit';
import { moved, withColumn } from '../../model/columnLayout';
import { icon } from './icons';
import { Popover } from './popover';
import { presetButtons } from './presetButtons';

/** Selects and orders the visible columns, and sets the time format. */
export class ColumnChooser extends Popover {
  static override properties = {
    preferences: { attribute: false },
    hiddenColumns: { attribute: false },
    active: { state: true },
  };

  declare preferences: Preferences;
  declare hiddenColumns: HiddenColumns;
  declare active: number;
  onPrefer: (change: Partial<Preferences>) => void = () => undefined;
  protected override readonly firstFocus = '.choices';

  constructor() {
    super();
    this.label = t('Columns');
    this.preferences = defaultPreferences;
    this.hiddenColumns = new Map();
    this.active = 0;
  }

  private get ids(): readonly ColumnId[] {
    return orderOf(this.preferences.columns);
  }

  protected override panel(): TemplateResult {
    const { timeZone, timeStyle } = this.preferences;
    return html`<div id=${this.uid} role="group" aria-label=${t('Columns and times')}>
      <ul
        class="choices columns"
        role="listbox"
        tabindex="0"
        aria-multiselectable="true"
        aria-label=${t('Columns')}
        aria-describedby=${`${this.uid}-help`}
        aria-activedescendant=${this.optionId(this.active)}
        @keydown=${this.onListKey}
      >
        ${this.ids.map((id, index) => this.option(id, index))}
      </ul>
      <p class="hint" id=${`${this.uid}-help`}>
        ${t('Press Space to show or hide a column, Alt+↑ or Alt+↓ to move it.')}
        ${t('Region appears once jobs have several. A narrow table hides the columns that matter least.')}
      </p>
      <div class="looks">
        ${presetButtons(this.preferences, change => this.onPrefer(change))}
        <vscode-checkbox
          title=${t('In the dashboard, the sidebar, the status bar, and logs')}
          ?checked=${timeZone === 'utc'}
          @change=${(event: Event) =>
            this.onPrefer({ timeZone: isChecked(event) ? 'utc' : 'local' })}
          >${t('UTC times')}</vscode-checkbox
        >
        <vscode-checkbox
          ?checked=${timeStyle === 'relative'}
          @change=${(event: Event) =>
            this.onPrefer({ timeStyle: isChecked(event) ? 'relative' : 'absolute' })}
          >${t('Relative times')}</vscode-checkbox
        >
        <vscode-button
          appearance="secondary"
          @click=${() => this.onPrefer({ ...defaultPreferences, timeZone })}
          >${t('Reset')}</vscode-button
        >
      </div>
    </div>`;
  }

  protected override updated(): void {
    this.querySelector('.choice.active')?.scrollIntoView({ block: 'nearest' });
  }

  private option(id: ColumnId, index: number): TemplateResult {
    const shown = this.isShown(id);
    return html`<li
      id=${this.optionId(index)}
      role="option"
      class=${index === this.active ? 'choice active' : 'choice'}
      aria-selected=${shown}
      @click=${() => this.toggle(index)}
    >
      <span class="box">${shown ? icon('check') : nothing}</span>
      <span class="choice-text">${columnTitle(id)}</span>
      ${this.hiddenNote(id)}
    </li>`;
  }

  /** Why the table does not show a selected column. */
  private hiddenNote(id: ColumnId): TemplateResult | typeof nothing {
    const cause = this.hiddenColumns.get(id);
    return cause === undefined || !this.isShown(id)
      ? nothing
      : html`<span class="choice-note"
          >${cause === 'oneValue' ? t('hidden: one value') : t('hidden: no room')}</span
        >`;
  }

  private optionId(index: number): string {
    return `${this.uid}-${index}`;
  }

  private isShown(id: ColumnId): boolean {
    return this.preferences.columns.some(column => column.id === id);
  }

  private toggle(index: number): void {
    const id = this.ids[index];
    if (id) {
      const chosen = withColumn(this.preferences.columns, id, !this.isShown(id));
      this.onPrefer({ columns: chosen });
      this.active = orderOf(chosen).indexOf(id);
    }
  }

  private move(by: 1 | -1): void {
    const id = this.ids[this.active];
    if (id && this.isShown(id)) {
      this.onPrefer({ columns: moved(this.preferences.columns, id, this.active + by) });
      this.active = Math.min(this.preferences.columns.length - 1, Math.max(0, this.active + by));
    }
  }

  private readonly onListKey = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined;
    if (by && event.altKey) {
      this.move(by);
    } else if (by) {
      this.active = Math.min(columnIds.length - 1, Math.max(0, this.active + by));
    } else if (event.key === ' ' || event.key === 'Enter') {
      this.toggle(this.active);
    } else if (event.key === 'Home' || event.key === 'End') {
      this.active = event.key === 'Home' ? 0 : columnIds.length - 1;
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
}

customElements.define('column-chooser', ColumnChooser);

/** The visible columns in their order, then the others. */
function orderOf(chosen: Preferences['columns']): readonly ColumnId[] {
  const shown = chosen.map(({ id }) => id);
  return [...shown, ...columnIds.filter(id => !shown.includes(id))];
}

const isChecked = (event: Event): boolean => (event.target as HTMLInputElement).checked;
