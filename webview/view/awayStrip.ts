import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { noFilter } from '../../src/core/filter/jobFilter';
import { formatCount } from '../../src/core/text/formatCount';
import { plural } from '../../src/core/text/localization';
import { formatTime } from '../format';
import type { PageModel } from '../model/pageModel';
import { icon } from './controls/icons';

/** The failures while the user was away, with ways to them, until the user dismisses it. */
export function awayStrip(model: PageModel): TemplateResult | typeof nothing {
  const away = model.host?.away;
  if (!away) {
    return nothing;
  }
  const { since, count, search, cause } = away;
  const show = (causes: readonly string[]): void =>
    model.replaceFilter({
      ...noFilter,
      statuses: ['FAILED'],
      causes,
      time: { kind: 'between', from: since },
      text: search,
    });
  const values = { count: formatCount(count), time: formatTime(since, model.preferences.timeZone) };
  const all = plural(
    count,
    t('1 new failure since {time}', values),
    t('{count} new failures since {time}', values),
  );
  return html`<section class="banner away-strip" aria-label=${t('New failures')}>
    ${icon('error')}
    <span class="banner-text" role="status">
      <button type="button" class="link" @click=${() => show([])}>${all}</button>
      ${t('Most:')}
      <button type="button" class="link" @click=${() => show([cause.id])}>
        ${cause.title} (${formatCount(cause.count)})
      </button>
    </span>
    <vscode-button appearance="secondary" @click=${() => model.requests.run('dismissNewFailures')}
      >${t('Dismiss')}</vscode-button
    >
  </section>`;
}
