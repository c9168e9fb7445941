import { html, type TemplateResult } from 'lit';
import { iconOfStatus } from '../../../src/core/job/statusIcons';
import { toneOf } from '../../../src/core/job/status';
import { missing } from '../../format';
import { icon } from './icons';

export const toneClass = (status: string): string => `tone-${toneOf(status)}`;

/** An icon and a word. The colour comes from the tone class, here or on an ancestor. */
export function statusLabel(status: string): TemplateResult {
  return html`<span class="status ${toneClass(status)}"
    >${icon(iconOfStatus(status))}<span class="status-word">${status || missing}</span></span
  >`;
}

export const statusMark = (status: string): TemplateResult => icon(iconOfStatus(status));
