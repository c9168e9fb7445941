import { html, type TemplateResult } from 'lit';
import { toneOf } from '../../../src/core/job/status';
import { missing } from '../../format';
import { icon, type IconName } from './icons';

/** A distinct icon per status, since colour must never be the only cue. */
const icons: Readonly<Record<string, IconName>> = {
  FAILED: 'error',
  SUCCEEDED: 'pass',
  RUNNING: 'play',
  STARTING: 'start',
  RUNNABLE: 'pause',
  PENDING: 'clock',
  SUBMITTED: 'up',
};

const iconOf = (status: string): IconName =>
  Object.hasOwn(icons, status) ? (icons[status] ?? 'unknown') : 'unknown';

export const toneClass = (status: string): string => `tone-${toneOf(status)}`;

/** An icon and a word. The colour comes from the tone class, here or on an ancestor. */
export function statusLabel(status: string): TemplateResult {
  return html`<span class="status ${toneClass(status)}"
    >${icon(iconOf(status))}<span class="status-word">${status || missing}</span></span
  >`;
}

export const statusMark = (status: string): TemplateResult => icon(iconOf(status));
