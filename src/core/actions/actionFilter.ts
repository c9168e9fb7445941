import type { ActionEntry, ActionFilter } from './actionLog';

/** The matching entries, in the same order. */
export function filterActions(
  entries: readonly ActionEntry[],
  filter: ActionFilter,
): readonly ActionEntry[] {
  if (!isFiltering(filter)) {
    return entries;
  }
  const { actions, outcomes, since = -Infinity } = filter;
  const text = filter.text.trim().toLowerCase();
  return entries.filter(
    entry =>
      entry.at >= since &&
      (actions.length === 0 || actions.includes(entry.action)) &&
      (outcomes.length === 0 || outcomes.includes(entry.outcome)) &&
      (text === '' || hasText(entry, text)),
  );
}

export function isFiltering({ actions, outcomes, text, since }: ActionFilter): boolean {
  return actions.length > 0 || outcomes.length > 0 || text.trim() !== '' || since !== undefined;
}

const hasText = ({ jobName, jobId, taskId, mediaId }: ActionEntry, text: string): boolean =>
  [jobName, jobId, taskId, mediaId].some(part => part?.toLowerCase().includes(text) === true);
