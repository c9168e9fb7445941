import type { JobFilter } from '../../src/core/jobFilter';
import { noFilter } from '../../src/core/jobFilter';

/** The three multi-select filters in the order they are shown. */
export const filterKeys = [
  'statuses',
  'taskTypes',
  'regions',
] as const satisfies (keyof JobFilter)[];

export type FilterKey = (typeof filterKeys)[number];

export const filterTitles: Readonly<Record<FilterKey, string>> = {
  statuses: 'Status',
  taskTypes: 'Task Type',
  regions: 'Region',
};

export function toggleValue(filter: JobFilter, key: FilterKey, value: string): JobFilter {
  const chosen = filter[key];
  return {
    ...filter,
    [key]: chosen.includes(value) ? chosen.filter(other => other !== value) : [...chosen, value],
  };
}

export function chooseValues(
  filter: JobFilter,
  key: FilterKey,
  values: readonly string[],
): JobFilter {
  return { ...filter, [key]: values };
}

/** Exactly these values, in whatever order. */
export function isChosen(filter: JobFilter, key: FilterKey, values: readonly string[]): boolean {
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
  readonly key: FilterKey;
  readonly value: string;
}

export function chipsOf(filter: JobFilter): Chip[] {
  return filterKeys.flatMap(key => filter[key].map(value => ({ key, value })));
}
