import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatCount } from '../../../src/core/text/formatCount';
import type { Timeline } from '../../../src/core/job/timeline';
import type { Attempt, Section } from '../../../src/protocol/details';
import type { JobEvent } from '../../model/detailsFlow';
import { factList, section, type DetailsContext } from './facts';
import { icon } from '../controls/icons';
import { attemptWords } from './timeline';

/** Why the full event cannot be shown, at the top of the details. */
export function eventTrouble(
  context: DetailsContext,
  { problem, isReading }: JobEvent,
  onRetry: () => void,
): TemplateResult {
  const message =
    problem?.kind === 'failed' ? `${problem.message} ${problem.remedy}` : problem?.message;
  return html`<div class=${message === undefined ? 'offscreen' : 'event-trouble'} role="status">
    ${message === undefined ? nothing : html`<p>${isReading ? reading() : message}</p>`}
    ${problem?.kind === 'unreadable' ? copyStatement(context, problem.statement) : nothing}
    ${
      problem?.kind === 'failed' && !isReading
        ? html`<vscode-button appearance="secondary" @click=${onRetry}
            >${t('Try Again')}</vscode-button
          >`
        : nothing
    }
  </div>`;
}

const copyStatement = (
  { copying, jobId }: DetailsContext,
  statement: string | undefined,
): TemplateResult | typeof nothing =>
  statement === undefined
    ? nothing
    : copying.button(`${jobId} statement`, t('policy statement'), statement);

const reading = (): string => t('Loading the full event…');

/** The content of the full event. */
export function eventParts(
  context: DetailsContext,
  { content, problem, isReading }: JobEvent,
): TemplateResult {
  return html`${isReading && !problem ? html`<p class="aside">${reading()}</p>` : nothing}
  ${content?.note === undefined ? nothing : html`<p class="event-note">${content.note} ${copyStatement(context, content.statement)}</p>`}
  ${repeat(
    content?.sections ?? [],
    ({ title, kind }) => `${kind} ${title}`,
    facts => factsSection(context, facts),
  )}`;
}

/** The attempts, which tell most about a failure after its reason. */
export const eventAttempts = (
  context: DetailsContext,
  { content }: JobEvent,
  line: Timeline,
): TemplateResult | typeof nothing =>
  content ? attemptsSection(context, content.attempts, content.earlierAttempts, line) : nothing;

function factsSection(
  context: DetailsContext,
  { kind, title, facts, more }: Section,
): TemplateResult {
  const isCode = kind === 'parameters' || kind === 'tags' || kind === 'environment';
  const list = factList(context, { scope: title, facts, more, isCode });
  return section(context, kind, title, list);
}

function attemptsSection(
  context: DetailsContext,
  attempts: readonly Attempt[],
  earlier: number,
  line: Timeline,
): TemplateResult | typeof nothing {
  if (attempts.length === 0) {
    return nothing;
  }
  return section(
    context,
    'attempts',
    t('Attempts'),
    html`${earlier > 0 ? html`<p class="more">${t('and {0} earlier', formatCount(earlier))}</p>` : nothing}
    ${repeat(
      attempts,
      ({ number }) => number,
      attempt => attemptEntry(context, attempt, line),
    )}`,
  );
}

const success = { tone: 'tone-succeeded', icon: 'pass' } as const;
const failure = { tone: 'tone-failed', icon: 'error' } as const;
const unknown = { tone: 'tone-unknown', icon: 'question' } as const;

function attemptEntry(
  context: DetailsContext,
  { number, succeeded, facts }: Attempt,
  { spans }: Timeline,
): TemplateResult {
  const words = attemptWords(spans, number - 1);
  const outcome = succeeded === undefined ? unknown : succeeded ? success : failure;
  return html`<div class="attempt">
    <div class="attempt-head ${outcome.tone}">
      ${icon(outcome.icon)}
      <h4>${attemptTitle(number, succeeded)}</h4>
      <span class="aside">${words}</span>
    </div>
    ${factList(context, { scope: `attempt ${number}`, facts })}
  </div>`;
}

function attemptTitle(number: number, succeeded: boolean | undefined): string {
  const figure = formatCount(number);
  if (succeeded === undefined) {
    return t('Attempt {0}', figure);
  }
  return succeeded ? t('Attempt {0} succeeded', figure) : t('Attempt {0} failed', figure);
}
