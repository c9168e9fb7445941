import { t } from '@vscode/l10n';
import { facetKeys, type FacetKey } from '../../src/core/filter/facets';
import type { JobFilter } from '../../src/core/filter/jobFilter';
import { noFilter } from '../../src/core/filter/jobFilter';
import { parseSearch } from '../../src/core/filter/searchSyntax';

export function filterTitle(key: FacetKey): string {
  switch (key) {
    case 'statuses':
      return t('Status');
    case 'taskTypes':
      return t('Task Type');
    case 'queues':
      return t('Queue');
    case 'regions':
      return t('Region');
    case 'workspaces':
      return t('Workspace');
  }
}

/** Stands for the value of jobs that have none. */
export function emptyName(key: FacetKey): string {
  switch (key) {
    case 'statuses':
      return t('No status');
    case 'taskTypes':
      return t('No task type');
    case 'queues':
      return t('No queue');
    case 'regions':
      return t('No region');
    case 'workspaces':
      return t('No workspace');
  }
}

export function toggleValue(filter: JobFilter, key: FacetKey, value: string): JobFilter {
  const chosen = filter[key];
  return {
    ...filter,
    [key]: chosen.includes(value) ? chosen.filter(other => other !== value) : [...chosen, value],
  };
}

function chooseValues(
  filter: JobFilter,
  key: FacetKey,
  values: readonly string[],
): JobFilter {
  return { ...filter, [key]: values };
}

/** Exactly these values, in whatever order. */
export function isChosen(filter: JobFilter, key: FacetKey, values: readonly string[]): boolean {
  const chosen = filter[key];
  return chosen.length === values.length && values.every(value => chosen.includes(value));
}

/** A card of the statistics is a switch: a second press takes its filter back. */
export function switchStatuses(filter: JobFilter, statuses: readonly string[]): JobFilter {
  return chooseValues(
    filter,
    'statuses',
    isChosen(filter, 'statuses', statuses) ? noFilter.statuses : statuses,
  );
}

export interface Chip {
  readonly key: FacetKey;
  readonly value: string;
}

export function chipsOf(filter: JobFilter): Chip[] {
  return facetKeys.flatMap(key => filter[key].map(value => ({ key, value })));
}

/** A term of the search as it stands in the text, and the text without it. */
export interface SearchChip {
  readonly term: string;
  readonly rest: string;
}

export function searchChipsOf(text: string): SearchChip[] {
  return parseSearch(text).spans.map(({ start, end }) => ({
    term: text.slice(start, end),
    rest: `${text.slice(0, start)}${text.slice(end)}`.replace(/\s+/g, ' ').trim(),
  }));
}
