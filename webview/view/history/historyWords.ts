import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { ActionOutcome } from '../../../src/core/actions/actionLog';
import { outcomeName } from '../../../src/core/actions/actionNames';
import { formatAge } from '../../../src/core/text/time';
import type { Preferences } from '../../../src/protocol/schemas';
import type { HistoryEntry } from '../../../src/protocol/history';
import { formatTime, otherTime } from '../../format';
import { icon, type IconName } from '../controls/icons';

const styles: Readonly<Record<ActionOutcome, { readonly icon: IconName; readonly tone: string }>> =
  {
    done: { icon: 'pass', tone: 'tone-succeeded' },
    skipped: { icon: 'skipped', tone: 'tone-unknown' },
    failed: { icon: 'error', tone: 'tone-failed' },
    cancelled: { icon: 'cancelled', tone: 'tone-unknown' },
    unknown: { icon: 'question', tone: 'tone-pending' },
  };

/** An icon and a word, like a status. */
export function outcomeLabel(outcome: ActionOutcome): TemplateResult {
  return html`<span class="status ${styles[outcome].tone}"
    >${icon(styles[outcome].icon)}<span class="outcome-word">${outcomeName(outcome)}</span></span
  >`;
}

/** The time in the table's style; the absolute time on hover. */
export function timeOf(
  { at }: HistoryEntry,
  { timeZone, timeStyle, now = 0 }: Partial<Preferences> & { readonly now?: number },
): TemplateResult {
  const time = formatTime(at, timeZone);
  return html`<span class="entry-time" title=${`${time} · ${otherTime(at, timeZone)}`}
    >${timeStyle === 'relative' ? formatAge(at, now) : time}</span
  >`;
}

export function whoOf({ by }: HistoryEntry): TemplateResult | typeof nothing {
  return by === '' ? nothing : html`<span class="who" title=${by}>${shortWho(by)}</span>`;
}

/** The identifying part of an ARN: `Role/session`, `ada`, `root`. */
export const shortWho = (by: string): string =>
  /^arn:(?:[^:]*:){4}(?:[^:/]*\/)?(.+)$/s.exec(by)?.[1] ?? by;

/** Why the user ran the action. */
export const noteOf = ({ note }: HistoryEntry): TemplateResult | typeof nothing =>
  note === undefined ? nothing : html`<div class="action-note">${t('Note: {0}', note)}</div>`;
