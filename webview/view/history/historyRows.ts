import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { entryName } from '../../../src/core/actions/actionNames';
import type { Preferences } from '../../../src/protocol/schemas';
import type { HistoryEntry } from '../../../src/protocol/history';
import { clip, shortenMiddle } from '../../format';
import { noteOf, outcomeLabel, timeOf, whoOf } from './historyWords';

export interface HistoryStyle extends Pick<Preferences, 'timeZone' | 'timeStyle'> {
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Column titles, in order; on a narrow page some precede their values as labels. */
const titles = () => ({
  when: t('Time'),
  action: t('Action'),
  outcome: t('Outcome'),
  job: t('Job'),
  task: t('Task'),
  media: t('Media'),
  who: t('By'),
  detail: t('Detail'),
});

export function historyHeader(): TemplateResult {
  return html`<div class="entry entry-head" role="row">
    ${Object.entries(titles()).map(
      ([name, title]) => html`<span class="entry-${name}" role="columnheader">${title}</span>`,
    )}
  </div>`;
}

export function historyRow(
  entry: HistoryEntry,
  style: HistoryStyle,
  open: (entry: HistoryEntry, event: MouseEvent) => void,
  hasNote: boolean,
): TemplateResult {
  const { outcome, taskId, mediaId, detail } = entry;
  const { task, media, who } = titles();
  return html`<div class="entry" role="row">
    <span class="entry-when" role="cell">${timeOf(entry, style)}</span>
    <span class="entry-action" role="cell">${entryName(entry)}</span>
    <span class="entry-outcome" role="cell">${outcomeLabel(outcome)}</span>
    <span class="entry-job" role="cell">${job(entry, open)}</span>
    <span class="entry-task" role="cell">${id(task, taskId)}</span>
    <span class="entry-media" role="cell">${id(media, mediaId)}</span>
    <span class="entry-who" role="cell"
      ><span class="entry-label" aria-hidden="true">${who} </span>${whoOf(entry)}</span
    >
    <span class="entry-detail" role="cell">${detail}${hasNote ? noteOf(entry) : nothing}</span>
  </div>`;
}

/** The job's name; a link if the job is in the table. */
function job(
  entry: HistoryEntry,
  open: (entry: HistoryEntry, event: MouseEvent) => void,
): TemplateResult {
  const { id: entryId, jobId, jobName, isInTable } = entry;
  const name = clip(jobName || jobId, 200);
  return isInTable
    ? html`<button
        type="button"
        class="link"
        data-entry=${entryId}
        title=${jobId}
        @click=${(event: MouseEvent) => open(entry, event)}
      >
        ${name}
      </button>`
    : html`<span title=${t('{id}: no longer in the table', { id: jobId })}>${name}</span>`;
}

function id(label: string, value: string | undefined): TemplateResult | typeof nothing {
  return value === undefined || value === ''
    ? nothing
    : html`<span class="entry-label" aria-hidden="true">${label} </span
        ><span class="entry-id" title=${value}>${shortenMiddle(value)}</span>`;
}
