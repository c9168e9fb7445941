import { html, nothing, type TemplateResult } from 'lit';
import type { ActionOutcome } from '../../../src/core/actions/actionLog';
import { outcomeName } from '../../../src/core/actions/actionNames';
import { formatAge } from '../../../src/core/text/time';
import type { HistoryEntry, Preferences } from '../../../src/protocol';
import { formatTime } from '../../format';
import { icon, type IconName } from '../controls/icons';

const looks: Readonly<Record<ActionOutcome, { readonly icon: IconName; readonly tone: string }>> = {
  done: { icon: 'pass', tone: 'tone-succeeded' },
  skipped: { icon: 'skipped', tone: 'tone-unknown' },
  failed: { icon: 'error', tone: 'tone-failed' },
  cancelled: { icon: 'cancelled', tone: 'tone-unknown' },
};

/** Icon and word, as a status has them. */
export function outcomeLabel(outcome: ActionOutcome): TemplateResult {
  return html`<span class="status ${looks[outcome].tone}"
    >${icon(looks[outcome].icon)}<span class="outcome-word">${outcomeName(outcome)}</span></span
  >`;
}

/** As the table writes times; the other way on hover. */
export function timeOf(
  { at }: HistoryEntry,
  { timeZone, timeStyle, now = 0 }: Partial<Preferences> & { readonly now?: number },
): TemplateResult {
  const time = formatTime(at, timeZone);
  return html`<span class="entry-time" title=${time}
    >${timeStyle === 'relative' ? formatAge(at, now) : time}</span
  >`;
}

export function whoOf({ by }: HistoryEntry): TemplateResult | typeof nothing {
  return by === '' ? nothing : html`<span class="who" title=${by}>${shortWho(by)}</span>`;
}

/** Of an ARN the part that names somebody: `Role/session`, `ada`, `root`. */
export const shortWho = (by: string): string =>
  /^arn:(?:[^:]*:){4}(?:[^:/]*\/)?(.+)$/s.exec(by)?.[1] ?? by;
