import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { formatCount } from '../../../src/core/text/formatCount';
import type { Span, Timeline } from '../../../src/core/job/timeline';
import { formatDuration } from '../../../src/core/text/time';
import type { Preferences } from '../../../src/protocol/schemas';
import { formatTime, otherTime } from '../../format';
import { icon } from '../controls/icons';

/** The timeline: a thin line while waiting, a block while running; the text below says the same. */
export function timelineBar(
  { spans, contradictions, neverRan }: Timeline,
  toneOfAttempt: (attempt: number, isOpen: boolean) => string,
  timeZone: Preferences['timeZone'],
): TemplateResult {
  return html`<div class="timeline">
    ${
      spans.length === 0
        ? html`<p class="aside">${t('The job’s waiting and running times are unknown.')}</p>`
        : bar(spans, toneOfAttempt, neverRan, timeZone)
    }
    ${contradictions.map(
      sentence => html`<p class="timeline-trouble">${icon('warning')}<span>${sentence}</span></p>`,
    )}
  </div>`;
}

function bar(
  spans: readonly Span[],
  toneOfAttempt: (attempt: number, isOpen: boolean) => string,
  neverRan: boolean,
  timeZone: Preferences['timeZone'],
): TemplateResult {
  const words = timelineWords(spans, neverRan);
  const [first, last] = [spans[0], spans.at(-1)];
  return html`<div
      class=${spans.length > 40 ? 'timeline-bar many' : 'timeline-bar'}
      role="img"
      aria-label=${t('Timeline: {0}', words)}
    >
      ${spans.map(
        span =>
          html`<span
            class="span ${span.kind} ${span.isOpen ? 'open' : ''} ${
              span.kind !== 'waiting' ? toneOfAttempt(span.attempt, span.isOpen) : ''
            }"
            title=${spanTitle(span)}
            .style=${`flex-grow:${Math.max(1, span.end - span.start)}`}
          ></span>`,
      )}
    </div>
    <div class="timeline-ends">
      <span title=${otherTime(first?.start ?? NaN, timeZone)}>${beginText(first, timeZone)}</span>
      <span title=${otherTime(last?.end ?? NaN, timeZone)}>${endText(last, timeZone)}</span>
    </div>
    <p class="timeline-words">${words}</p>`;
}

/** All waits and all runs: `Waited 2 min 5 s · ran 14 min in 3 attempts`. */
export function timelineWords(spans: readonly Span[], neverRan: boolean): string {
  const waits = spans.filter(({ kind }) => kind === 'waiting');
  const runs = spans.filter(({ kind }) => kind === 'running');
  const elapsed = spans.filter(({ kind }) => kind === 'elapsed');
  const attempts = new Set(runs.map(({ attempt }) => attempt)).size;
  const parts = [
    ...(waits.length > 0 ? [sum(waits)] : []),
    ...(runs.length > 0
      ? [attempts > 1 ? t('{0} in {1} attempts', sum(runs), formatCount(attempts)) : sum(runs)]
      : []),
    ...(elapsed.length > 0 ? [sum(elapsed)] : []),
    ...(neverRan && runs.length + elapsed.length === 0 && waits.length > 0 ? [t('never ran')] : []),
  ];
  const text = parts.join(' · ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The same for one attempt. */
export function attemptWords(spans: readonly Span[], attempt: number): string {
  return spans
    .filter(span => span.attempt === attempt)
    .map(spanWords)
    .join(' · ');
}

function spanWords(span: Span): string {
  return sum([span]);
}

function spanTitle(span: Span): string {
  const words = spanWords(span);
  return span.kind === 'elapsed' ? words : t('Attempt {0}: {1}', span.attempt + 1, words);
}

/** Spans of one kind, of which at most the last is open. */
function sum(spans: readonly Span[]): string {
  const ms = spans.reduce((total, { start, end }) => total + end - start, 0);
  const kind = spans[0]?.kind ?? 'waiting';
  if (spans.at(-1)?.isOpen) {
    return openText(kind, ms);
  }
  const length = formatDuration(ms);
  switch (kind) {
    case 'running':
      return t('ran {0}', length);
    case 'waiting':
      return t('waited {0}', length);
    case 'elapsed':
      return t('took {0}', length);
  }
}

function openText(kind: Span['kind'], ms: number): string {
  const length = formatDuration(ms);
  const isMoment = ms < 1000;
  switch (kind) {
    case 'running':
      return isMoment ? t('just started running') : t('running {0} so far', length);
    case 'waiting':
      return isMoment ? t('just started waiting') : t('waiting {0} so far', length);
    case 'elapsed':
      return t('{0} so far', length);
  }
}

function beginText(first: Span | undefined, zone: Preferences['timeZone']): string {
  const time = formatTime(first?.start ?? NaN, zone);
  return first?.kind === 'running' ? t('Started {0}', time) : t('Created {0}', time);
}

function endText(last: Span | undefined, zone: Preferences['timeZone']): string {
  return last?.isOpen ? t('now') : t('Stopped {0}', formatTime(last?.end ?? NaN, zone));
}
