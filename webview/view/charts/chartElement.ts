import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ShownCharts } from '../../model/chartsFlow';

/** Base class of the charts: a title, a legend, and a table with the same figures. */
export abstract class ChartElement extends LitElement {
  static override properties: PropertyDeclarations = {
    shown: { attribute: false },
    asTable: { state: true },
    active: { state: true },
  };

  declare shown: ShownCharts | undefined;
  declare asTable: boolean;
  protected abstract readonly name: string;
  private hadFocus = false;

  constructor() {
    super();
    this.asTable = false;
  }

  /** Light DOM: one style sheet for the whole page. */
  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(): void {
    this.hadFocus = this.querySelector('.chart-marks')?.contains(document.activeElement) ?? false;
  }

  /** A new response may lack the focused mark, or have it at another index. */
  protected override updated(): void {
    if (this.hadFocus && !document.activeElement?.matches('.chart-marks [tabindex="0"]')) {
      this.focusActive();
    }
  }

  protected override render(): TemplateResult {
    const { shown, name } = this;
    const empty = shown && this.emptyText(shown);
    return html`<section class="chart" aria-label=${name}>
      <div class="chart-head">
        <h2 class="chart-title">${name}</h2>
        <span class="aside">${shown && !empty ? this.aside(shown) : nothing}</span>
        ${this.choices()}
        <button
          type="button"
          class="chart-switch"
          aria-pressed=${this.asTable}
          aria-label=${t('Table: {0}', name)}
          title=${t('Show the numbers as a table')}
          @click=${() => (this.asTable = !this.asTable)}
        >
          ${t({ message: 'Table', comment: 'Button that shows the numbers of a chart as a table' })}
        </button>
      </div>
      <div class="chart-body">
        ${empty ? html`<p class="chart-empty">${empty}</p>` : shown ? this.figure(shown) : nothing}
      </div>
      ${shown ? this.foot(shown) : nothing}
    </section>`;
  }

  /** Text shown instead of a chart without data. */
  protected abstract emptyText(shown: ShownCharts): string | undefined;
  /** Content beside the title. */
  protected abstract aside(shown: ShownCharts): TemplateResult | string;
  /** Controls beside the title. */
  protected choices(): TemplateResult | typeof nothing {
    return nothing;
  }
  protected abstract chart(shown: ShownCharts): TemplateResult;
  protected abstract table(shown: ShownCharts): TemplateResult;
  /** The legend, and notes on what is not shown. */
  protected abstract foot(shown: ShownCharts): TemplateResult | typeof nothing;

  protected focusActive(): void {
    this.querySelector<HTMLElement | SVGElement>('.chart-marks [tabindex="0"]')?.focus();
  }

  private figure(shown: ShownCharts): TemplateResult {
    return this.asTable
      ? html`<div
          class="chart-table"
          role="group"
          aria-label=${t('Table: {0}', this.name)}
          tabindex="0"
        >
          ${this.table(shown)}
        </div>`
      : this.chart(shown);
  }
}
