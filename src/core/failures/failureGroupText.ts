import { t } from '@vscode/l10n';
import { causeTitle, describeCause } from '../causes/causeOf';
import { formatCount, jobCount } from '../text/formatCount';
import { redactSecrets } from '../text/redactSecrets';
import { isoTime } from '../text/time';
import type { FailureGroup } from './failureGroups';

/** The figures of a group on one line. */
export function groupFigures({ unresolved, media, exitCode }: FailureGroup): string {
  return [
    t('{0} unresolved', formatCount(unresolved)),
    ...(media > 0 ? [t('{0} media', formatCount(media))] : []),
    ...(exitCode === undefined ? [] : [t('exit code {0}', exitCode)]),
  ].join(' · ');
}

/** A group as plain text, for a ticket; secrets in its reason are covered. */
export function failureGroupText(group: FailureGroup): string {
  const { causeId, signature, count, firstTime, lastTime, taskTypes, revisions } = group;
  const { explanation, remedy, source } = describeCause(causeId);
  const listed = (items: readonly string[]): string => items.join(', ');
  return [
    `${causeTitle(causeId)}: ${jobCount(count)} · ${groupFigures(group)}`,
    redactSecrets(signature),
    `${isoTime(firstTime) ?? '–'} … ${isoTime(lastTime) ?? '–'}`,
    `${t('Task types')}: ${listed(taskTypes.map(type => `${type.value} (${formatCount(type.count)})`))}`,
    `${t('Job definitions')}: ${listed(
      revisions.map(
        ({ definition, revision, count: jobs }) =>
          `${definition}${revision === undefined ? '' : `:${revision}`} (${formatCount(jobs)})`,
      ),
    )}`,
    `${explanation} ${remedy}`,
    source,
    `group:${group.id}`,
  ]
    .filter(line => line !== '')
    .join('\n');
}
