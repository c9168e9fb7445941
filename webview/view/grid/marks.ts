import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Preferences } from '../../../src/protocol/schemas';
import type { JobActionState } from '../../../src/protocol/history';
import type { Row } from '../../../src/protocol/rows';
import { clip, formatTime } from '../../format';
import { shortWho } from '../history/historyWords';
import { icon, type IconName } from '../controls/icons';

/** Icons beside a status in the table; their text is in the tooltip and for screen readers. */
export function rowMarks({ broken, acknowledged }: Row): TemplateResult[] {
  return [
    ...(broken ? [mark('broken', t('Marked as broken'))] : []),
    ...(acknowledged ? [mark('check', t('Failure acknowledged'), true)] : []),
  ];
}

function mark(name: IconName, words: string, isQuiet = false): TemplateResult {
  return html`<span
    class=${isQuiet ? 'mark quiet' : 'mark'}
    role="img"
    aria-label=${words}
    title=${words}
    >${icon(name)}</span
  >`;
}

/** The marks in the details, with text. */
export function markNotes(
  { broken, brokenSince, acknowledged }: JobActionState,
  { timeZone }: Pick<Preferences, 'timeZone'>,
): TemplateResult | typeof nothing {
  return broken || acknowledged
    ? html`<ul class="mark-notes">
        ${
          broken
            ? html`<li class="mark-note">
                ${icon('broken')}<span
                  ><strong>${t('Marked as broken')}</strong>
                  ${brokenSince === undefined ? nothing : whenAndWho(brokenSince, timeZone)}</span
                >
              </li>`
            : nothing
        }
        ${
          acknowledged
            ? html`<li class="mark-note quiet">
                ${icon('check')}<span>${t('Failure acknowledged')}</span>
              </li>`
            : nothing
        }
      </ul>`
    : nothing;
}

function whenAndWho(
  { at, by }: NonNullable<JobActionState['brokenSince']>,
  timeZone: Preferences['timeZone'],
): TemplateResult {
  const time = formatTime(at, timeZone);
  const who = clip(shortWho(by), 200);
  return html`<span class="aside" title=${by}
    >${by === '' ? time : t('{time} by {who}', { time, who })}</span
  >`;
}
