import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatCount } from '../../../src/core/text/formatCount';
import type { Fact } from '../../../src/protocol/details';
import type { Preferences } from '../../../src/protocol/schemas';
import { formatTime, otherTime } from '../../format';
import type { SectionKind } from '../../model/detailsFlow';
import type { Copying } from './copying';
import { icon } from '../controls/icons';

/** Shared by the parts of the details. */
export interface DetailsContext {
  readonly jobId: string;
  readonly copying: Copying;
  readonly isFolded: (kind: SectionKind) => boolean;
  readonly fold: (kind: SectionKind, folded: boolean) => void;
  readonly openJob: (jobId: string) => void;
  /** Narrows the table to the jobs that the search term finds. */
  readonly filterBy: (term: string) => void;
  readonly timeZone: Preferences['timeZone'];
}

/** A collapsible section; its state applies to all jobs. */
export function section(
  context: DetailsContext,
  kind: SectionKind,
  title: string,
  body: unknown,
): TemplateResult {
  const onToggle = ({ target }: Event): void => {
    if (target instanceof HTMLDetailsElement) {
      context.fold(kind, !target.open);
    }
  };
  return html`<details class="section" ?open=${!context.isFolded(kind)} @toggle=${onToggle}>
    <summary>
      ${icon('chevron')}
      <h3>${title}</h3>
    </summary>
    ${body}
  </details>`;
}

export interface FactListOptions {
  /** Distinguishes the copy buttons of different lists. */
  readonly scope: string;
  readonly facts: readonly Fact[];
  readonly more?: number;
  /** Whether every value is code. */
  readonly isCode?: boolean;
}

export function factList(
  context: DetailsContext,
  { scope, facts, more = 0, isCode = false }: FactListOptions,
): TemplateResult {
  return html`<dl class="facts">
      ${repeat(
        keyed(facts),
        ({ key }) => key,
        ({ fact, key }) => {
          const asCode = isCode || fact.isCode === true;
          return html`<dt>${fact.label}</dt>
            <dd>
              <span class=${asCode ? 'value code' : 'value'}>${value(context, fact)}</span
              >${copyButton(context, fact, `${scope} ${key}`)}
            </dd>`;
        },
      )}
    </dl>
    ${more > 0 ? html`<p class="more">${t('and {0} more', formatCount(more))}</p>` : nothing}`;
}

function value(
  { openJob, filterBy, timeZone }: DetailsContext,
  { value: text, jobId, term, time }: Fact,
): unknown {
  if (jobId !== undefined) {
    return link(text, t('Show this job'), () => openJob(jobId));
  }
  if (term !== undefined) {
    return link(text, t('Filter by this'), () => filterBy(term));
  }
  return time === undefined
    ? text
    : html`<span title=${`${otherTime(time, timeZone)}\n${text}`}
        >${formatTime(time, timeZone)}</span
      >`;
}

const link = (text: string, title: string, run: () => void): TemplateResult =>
  html`<button type="button" class="link" title=${title} @click=${run}>${text}</button>`;

function copyButton({ copying, jobId }: DetailsContext, { value: text, copy }: Fact, key: string) {
  return copy ? copying.button(`${jobId} ${key}`, copy.name, copy.text ?? text) : nothing;
}

/**
 * Stable keys, so that facts keep their elements and focus when others are added or removed; labels may
 * repeat.
 */
function keyed(facts: readonly Fact[]): { readonly fact: Fact; readonly key: string }[] {
  const seen = new Map<string, number>();
  return facts.map(fact => {
    const before = seen.get(fact.label) ?? 0;
    seen.set(fact.label, before + 1);
    return { fact, key: `${fact.label} ${before}` };
  });
}
