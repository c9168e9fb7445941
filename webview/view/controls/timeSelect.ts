import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { TimeZone } from '../../../src/core/base/timeZone';
import type { TimeRange } from '../../../src/core/filter/timeRange';
import { isSameRange, minuteText, namedRanges, timeOfText } from '../../model/timeRanges';
import { Popover } from './popover';

/** Filters by the time of the last change: one of the named ranges, or between two times. */
export class TimeSelect extends Popover {
  static override properties = {
    range: { attribute: false },
    zone: { attribute: false },
    problem: { state: true },
  };

  declare range: TimeRange | undefined;
  /** The zone of the clock that the user reads times by. */
  declare zone: TimeZone;
  declare problem: string;
  onChoose: (range: TimeRange | undefined) => void = () => undefined;
  protected override readonly firstFocus = '[aria-pressed="true"], .period';

  constructor() {
    super();
    this.label = t('Time');
    this.range = undefined;
    this.zone = TimeZone.of('UTC');
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
      ${namedRanges(Date.now(), this.zone).map(named =>
        this.period(named.title, named.range, isSameRange(named.range, range)),
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
        type="text"
        name=${name}
        class="moment-input"
        placeholder=${t('YYYY-MM-DD HH:MM')}
        autocomplete="off"
        spellcheck="false"
        .value=${at === undefined ? '' : minuteText(at, this.zone)}
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
    const [from = '', to = ''] = ['from', 'to'].map(
      name => this.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value.trim() ?? '',
    );
    const range = {
      kind: 'between',
      from: timeOfText(from, this.zone),
      to: timeOfText(to, this.zone),
    } as const;
    if ((from !== '' && range.from === undefined) || (to !== '' && range.to === undefined)) {
      this.problem = t('Enter dates and times such as {0}.', minuteText(Date.now(), this.zone));
    } else if (from === '' && to === '') {
      this.problem = t('Enter a start, an end or both.');
    } else if ((range.from ?? -Infinity) >= (range.to ?? Infinity)) {
      this.problem = t('The end must be after the start.');
    } else {
      this.choose(range);
    }
  };
}

customElements.define('time-select', TimeSelect);
