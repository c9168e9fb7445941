import { t } from '@vscode/l10n';
import { html, svg, type TemplateResult } from 'lit';
import { hourMs } from '../../../src/core/base/timeUnits';
import { formatCount } from '../../../src/core/text/formatCount';
import type { ShownFailureGroup } from '../../../src/protocol/failures';

/** The hours shown: two days, so that last night stands beside the night before. */
const shownHours = 48;

/** In pixels. */
const height = 18;
const minHeight = 2;

/** The share of its slot that a bar fills. */
const barShare = 0.8;

type Hours = ShownFailureGroup['hours'];

/** The end of the axis that all groups share, so that their bars can be compared. */
export const lastHourOf = (groups: readonly ShownFailureGroup[]): number =>
  groups.reduce((last, { hours }) => Math.max(last, hours.at(-1)?.start ?? -Infinity), -Infinity);

/** A group's failures per hour. The highest bar is the group's own, since groups differ by orders of magnitude. */
export function hourBars(hours: Hours, lastHour: number): TemplateResult {
  const shown = hours.filter(({ start }) => start > lastHour - shownHours * hourMs);
  const highest = shown.reduce((max, { count }) => Math.max(max, count), 0);
  const shape = shown
    .map(({ start, count }) => {
      const bar = shownHours - 1 - Math.round((lastHour - start) / hourMs);
      const top = Math.max(minHeight, (count / highest) * height);
      return `M${bar} ${height}v${-top}h${barShare}v${top}z`;
    })
    .join('');
  const words =
    highest === 0
      ? t('None in the last {0} hours', shownHours)
      : t('Failures per hour in {hours} hours: at most {highest}', {
          hours: shownHours,
          highest: formatCount(highest),
        });
  return html`<svg
    class="hour-bars tone-failed"
    viewBox=${`0 0 ${shownHours} ${height}`}
    preserveAspectRatio="none"
    role="img"
    aria-label=${words}
  >
    <title>${words}</title>
    ${svg`<path d=${shape}></path>`}
  </svg>`;
}
