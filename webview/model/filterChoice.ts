import { t } from '@vscode/l10n';
import { facetKeys, type FacetKey } from '../../src/core/filter/facets';
import type { JobFilter } from '../../src/core/filter/jobFilter';
import { noFilter } from '../../src/core/filter/jobFilter';
import { parseSearch } from '../../src/core/filter/searchSyntax';

export function filterTitle(key: FacetKey): string {
  switch (key) {
    case 'statuses':
      return t('Status');
    case 'causes':
      return t('Cause');
    case 'taskTypes':
      return t('Task Type');
    case 'queues':
      return t('Queue');
    case 'definitions':
      return t('Definition');
    case 'regions':
      return t('Region');
    case 'workspaces':
      return t('Workspace');
  }
}

/** The label for an empty value. */
export function emptyName(key: FacetKey): string {
  switch (key) {
    case 'statuses':
      return t('No status');
    case 'causes':
      return t('Not failed');
    case 'taskTypes':
      return t('No task type');
    case 'queues':
      return t('No queue');
    case 'definitions':
      return t('No job definition');
    case 'regions':
      return t('No region');
    case 'workspaces':
      return t('No workspace');
  }
}

export function toggleValue(filter: JobFilter, key: FacetKey, value: string): JobFilter {
  const selected = filter[key];
  return {
    ...filter,
    [key]: selected.includes(value)
      ? selected.filter(other => other !== value)
      : [...selected, value],
  };
}

function selectValues(filter: JobFilter, key: FacetKey, values: readonly string[]): JobFilter {
  return { ...filter, [key]: values };
}

/** Whether exactly these values are selected, in any order. */
export function isSelected(filter: JobFilter, key: FacetKey, values: readonly string[]): boolean {
  const selected = filter[key];
  return selected.length === values.length && values.every(value => selected.includes(value));
}

/** The cards of the statistics are toggles: a second click removes the filter. */
export function switchStatuses(filter: JobFilter, statuses: readonly string[]): JobFilter {
  return selectValues(
    filter,
    'statuses',
    isSelected(filter, 'statuses', statuses) ? noFilter.statuses : statuses,
  );
}

export interface Chip {
  readonly key: FacetKey;
  readonly value: string;
}

export function chipsOf(filter: JobFilter): Chip[] {
  return facetKeys.flatMap(key => filter[key].map(value => ({ key, value })));
}

/** A search term as typed, and the text without it. */
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
