import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { comparisons, type Comparison } from '../../src/core/filter/comparedTime';
import { formatCount } from '../../src/core/text/formatCount';
import { formatRate, missing } from '../format';
import type { PageModel } from '../model/pageModel';

/** Selects the earlier period to compare with; absent while all times are shown. */
export function comparisonSelect({
  query,
  comparison,
}: PageModel): TemplateResult | typeof nothing {
  if (query.filter.time === undefined) {
    return nothing;
  }
  const onChange = ({ target }: Event): void =>
    comparison.choose(
      comparisons[(target as HTMLSelectElement).selectedIndex - 1],
      query.shown?.filter,
    );
  return html`<select
    class="native-select compare-select"
    aria-label=${t('Compare with')}
    @change=${onChange}
  >
    <option .selected=${live(comparison.choice === undefined)}>${t('No comparison')}</option>
    ${comparisons.map(
      one =>
        html`<option .selected=${live(comparison.choice === one)}>${comparisonTitle(one)}</option>`,
    )}
  </select>`;
}

function comparisonTitle(comparison: Comparison): string {
  switch (comparison) {
    case 'periodBefore':
      return t('Compare with the period before');
    case 'weekAgo':
      return t('Compare with the same hours a week ago');
  }
}

/** `+184, from 30` */
export function differenceNote(count?: number, before?: number): string | undefined {
  if (count === undefined || before === undefined) {
    return undefined;
  }
  const size = formatCount(Math.abs(count - before));
  const sign = count === before ? '±' : count > before ? '+' : '−';
  return t('{0}, from {1}', `${sign}${size}`, formatCount(before));
}

/** A rate without finished jobs is unknown, not zero. */
export const rateNote = (before: number | undefined): string =>
  before === undefined ? missing : t('from {0}', formatRate(before));
