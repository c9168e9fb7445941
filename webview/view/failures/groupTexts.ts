import { t } from '@vscode/l10n';
import { formatCount } from '../../../src/core/text/formatCount';
import { plural } from '../../../src/core/text/localization';
import { formatAge } from '../../../src/core/text/time';
import type { Preferences } from '../../../src/protocol/schemas';
import type { ShownFailureGroup } from '../../../src/protocol/failures';
import { formatTime, missing } from '../../format';

export interface TimeTexts extends Pick<Preferences, 'timeZone' | 'timeStyle'> {
  /** Milliseconds since the epoch. */
  readonly now: number;
}

type Revisions = ShownFailureGroup['revisions'];

/** Values listed on the line of a group; its unfolded part lists more. */
export const maxOnLine = 2;

export const unresolvedText = (count: number): string => t('{0} unresolved', formatCount(count));

/** On one line: media, task types and revisions. */
export function figuresLine({ media, taskTypes, revisions, exitCode }: ShownFailureGroup): string {
  return [
    ...(media > 0 ? [t('{0} media', formatCount(media))] : []),
    listOf(taskTypes.map(countedValue), maxOnLine),
    listOf(revisionTexts(revisions), maxOnLine),
    ...(exitCode === undefined ? [] : [t('exit code {0}', exitCode)]),
  ]
    .filter(text => text !== '')
    .join(' · ');
}

export const countedValue = ({ value, count }: { value: string; count: number }): string =>
  `${value || missing} ${formatCount(count)}`;

/** `ingest:42: 205`, `:41: 0`; a definition that repeats is told by its revision alone. */
export function revisionTexts(revisions: Revisions): string[] {
  return revisions.map(({ definition, revision, count }, index) => {
    const isRepeated = revisions[index - 1]?.definition === definition;
    const name = isRepeated && revision !== undefined ? '' : definition || missing;
    return `${name}${revision === undefined ? '' : `:${revision}`}: ${formatCount(count)}`;
  });
}

function listOf(texts: readonly string[], max: number): string {
  const more = texts.length - max;
  const shown = texts.slice(0, max).join(', ');
  return more > 0 ? t('{0} and {1} more', shown, formatCount(more)) : shown;
}

export function timeText(ms: number | undefined, { timeZone, timeStyle, now }: TimeTexts): string {
  if (ms === undefined) {
    return missing;
  }
  // Seconds would not help to compare groups.
  const minute = formatTime(ms, timeZone).slice(0, 16);
  return timeStyle === 'relative' ? formatAge(ms, now) : timeZone === 'utc' ? `${minute}Z` : minute;
}

export function groupsText(groups: number, failures: number, unresolved: number): string {
  return t(
    '{0} failed · {1} unresolved · {2}',
    formatCount(failures),
    formatCount(unresolved),
    plural(groups, t('1 group'), t('{0} groups', formatCount(groups))),
  );
}

export const moreGroupsText = (more: number): string =>
  plural(
    more,
    t('1 more group is not shown. Filter the jobs to see it.'),
    t('{0} more groups are not shown. Filter the jobs to see them.', formatCount(more)),
  );
