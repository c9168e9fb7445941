import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { formatCount } from '../../src/core/text/formatCount';
import { causeDifferences, type CauseDifference } from '../model/causeDifferences';
import { toggleValue } from '../model/filterChoice';
import type { PageModel } from '../model/pageModel';

/** More would not fit on one line. */
const maxShown = 5;

/** The causes that became more or less frequent than in the earlier period; absent without a comparison. */
export function causeDifferenceLine(model: PageModel): TemplateResult | typeof nothing {
  const { shown } = model.query;
  const earlier = model.comparison.causesFor(shown?.filter);
  if (!shown || !earlier) {
    return nothing;
  }
  const differences = causeDifferences(shown.result.facets.causes, earlier);
  return differences.length === 0
    ? nothing
    : html`<div class="cause-differences" role="toolbar" aria-label=${t('Causes compared')}>
        ${differences
          .slice(0, maxShown)
          .map(
            difference =>
              html`<button
                type="button"
                class="link"
                title=${t('Show only these jobs')}
                @click=${() =>
                  model.setFilter(toggleValue(model.query.filter, 'causes', difference.value))}
              >
                ${difference.label} ${changeText(difference)}
              </button>`,
          )}
      </div>`;
}

/** `+184`, `(new, 12)`, or `(gone, 30 before)`. */
function changeText({ count, before }: CauseDifference): string {
  if (before === 0) {
    return `(${t('new, {0}', formatCount(count))})`;
  }
  return count === 0
    ? `(${t('gone, {0} before', formatCount(before))})`
    : `${count > before ? '+' : '−'}${formatCount(Math.abs(count - before))}`;
}
