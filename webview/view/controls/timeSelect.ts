import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { minuteMs } from '../../../src/core/base/timeUnits';
import { lastPeriods, type TimeRange } from '../../../src/core/filter/timeRange';
import { Popover } from './popover';

/** Filters by the time of the last change: the last N hours, or between two local times. */
export class TimeSelect extends Popover {
  static override properties = { range: { attribute: false }, problem: { state: true } };

  declare range: TimeRange | undefined;
  declare problem: string;
  onChoose: (range: TimeRange | undefined) => void = () => undefined;
  protected override readonly firstFocus = '[aria-pressed="true"], .period';

  constructor() {
    super();
    this.label = t('Time');
    this.range = undefined;
    this.problem = '';
  }

  protected override badge(): TemplateResult | typeof nothing {
    return this.range
      ? html`<span class="badge" role="img" aria-label=${t('1 selected')}>1</span>`
      : nothing;
  }

  protected override panel(): TemplateResult {
    const { range } = this;
    return html`<div
      class="times"
      id=${this.uid}
      role="group"
      aria-label=${t('Time of the last change')}
    >
      ${this.period(t('Any time'), undefined, range === undefined)}
      ${lastPeriods.map(({ ms, title }) =>
        this.period(title, { kind: 'last', ms }, range?.kind === 'last' && range.ms === ms),
      )}
      <form class="between" @submit=${this.onSubmit} @keydown=${this.onKey}>
        ${this.moment(t('From'), 'from', range?.kind === 'between' ? range.from : undefined)}
        ${this.moment(t('To'), 'to', range?.kind === 'between' ? range.to : undefined)}
        ${this.problem ? html`<p class="between-problem" role="alert">${this.problem}</p>` : nothing}
        <vscode-button appearance="secondary" @click=${this.onSubmit}>${t('Apply')}</vscode-button>
      </form>
    </div>`;
  }

  private period(title: string, range: TimeRange | undefined, isOn: boolean): TemplateResult {
    return html`<button
      type="button"
      class="period"
      aria-pressed=${isOn}
      @click=${() => this.choose(range)}
    >
      ${title}
    </button>`;
  }

  private moment(title: string, name: string, at: number | undefined): TemplateResult {
    return html`<label class="moment">
      <span>${title}</span>
      <input
        type="datetime-local"
        name=${name}
        class="moment-input"
        .value=${at === undefined ? '' : localInput(at)}
      />
    </label>`;
  }

  private choose(range: TimeRange | undefined): void {
    this.problem = '';
    this.onChoose(range);
    this.close();
  }

  /** A form with two fields and no submit button ignores Enter by itself. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      this.onSubmit(event);
    }
  };

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    const [from, to] = ['from', 'to'].map(name =>
      Date.parse(this.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? ''),
    );
    if (from === undefined || to === undefined || Number.isNaN(from + to)) {
      this.problem = t('Enter both a date and a time.');
    } else if (from >= to) {
      this.problem = t('The end must be after the start.');
    } else {
      this.choose({ kind: 'between', from, to });
    }
  };
}

customElements.define('time-select', TimeSelect);

/** The value for a `datetime-local` field: local time, without a zone. */
function localInput(ms: number): string {
  const date = new Date(ms);
  return new Date(ms - date.getTimezoneOffset() * minuteMs).toISOString().slice(0, 16);
}
