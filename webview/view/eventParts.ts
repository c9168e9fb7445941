import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatCount } from '../../src/core/formatCount';
import type { Timeline } from '../../src/core/timeline';
import type { Attempt, Section } from '../../src/protocol';
import type { JobEvent } from '../model/detailsFlow';
import { factList, section, type DetailsContext } from './facts';
import { icon } from './icons';
import { attemptWords } from './timeline';

/** What the full event tells, or why it does not. */
export function eventParts(
  context: DetailsContext,
  { content, trouble, isReading }: JobEvent,
  line: Timeline,
  onRetry: () => void,
): TemplateResult {
  // Takes the focus of a button in it that goes away.
  return html`<div class="event" tabindex="-1">
    <div class="event-note" role="status">
      ${
        isReading
          ? html`<p class="aside">Reading the full event…</p>`
          : trouble
            ? html`<p>
                ${trouble.message} ${trouble.kind === 'failed' ? trouble.remedy : nothing}
              </p>`
            : content?.note === undefined
              ? nothing
              : html`<p>${content.note}</p>`
      }
    </div>
    ${
      trouble?.kind === 'failed' && !isReading
        ? html`<vscode-button class="retry" appearance="secondary" @click=${onRetry}
            >Try Again</vscode-button
          >`
        : nothing
    }
    ${content ? attemptsSection(context, content.attempts, content.earlierAttempts, line) : nothing}
    ${repeat(
      content?.sections ?? [],
      ({ title, kind }) => `${kind} ${title}`,
      facts => factsSection(context, facts),
    )}
  </div>`;
}

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
    'Attempts',
    html`${earlier > 0 ? html`<p class="more">and ${formatCount(earlier)} more before</p>` : nothing}
    ${repeat(
      attempts,
      ({ number }) => number,
      attempt => attemptEntry(context, attempt, line),
    )}`,
  );
}

function attemptEntry(
  context: DetailsContext,
  { number, succeeded, facts }: Attempt,
  { spans }: Timeline,
): TemplateResult {
  const words = attemptWords(spans, number - 1);
  return html`<div class="attempt">
    <div class="attempt-head ${succeeded ? 'tone-succeeded' : 'tone-failed'}">
      ${icon(succeeded ? 'pass' : 'error')}
      <h4>Attempt ${formatCount(number)} ${succeeded ? 'succeeded' : 'failed'}</h4>
      <span class="aside">${words}</span>
    </div>
    ${factList(context, { scope: `attempt ${number}`, facts })}
  </div>`;
}
