import { newestFirst } from '../../core/filter/columns';
import type { JobQuerySpec } from '../../core/filter/dashboardLink';
import { noFilter } from '../../core/filter/jobFilter';
import { checkSort } from '../../protocol';
import { viewOf } from '../dashboard/viewArgument';

/**
 * The jobs to export: from the command's argument, else as shown in the dashboard, else all jobs, newest
 * first. Arguments also come from the page and keybindings, so they are validated.
 */
export function requestOf(target: unknown, shown: JobQuerySpec | undefined): JobQuerySpec {
  const { filter, sort } = fieldsOf(target);
  return {
    filter: viewOf(filter)?.filter ?? shown?.filter ?? noFilter,
    sort: checkSort(sort) ?? shown?.sort ?? newestFirst,
  };
}

/** The target in the command's argument, if any: a URI or its text, not yet validated. */
export function targetOf(target: unknown): unknown {
  return fieldsOf(target)['target'];
}

/** The default file name, in local time: `batch-jobs-2026-11-24T1030.csv`. */
export function defaultFileName(now: Date, what = 'batch-jobs'): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(two).join('-');
  return `${what}-${day}T${two(now.getHours())}${two(now.getMinutes())}.csv`;
}

function fieldsOf(target: unknown): Readonly<Record<string, unknown>> {
  return typeof target === 'object' && target !== null ? { ...target } : {};
}
