import { t } from '@vscode/l10n';
import { objectIn } from '../../core/base/json';
import { UserError } from '../../core/diagnostics/errors';
import { newestFirst } from '../../core/filter/columns';
import { isExactLink } from '../../core/filter/dashboardLink';
import { noFilter, type JobFilter, type JobQuerySpec } from '../../core/filter/jobFilter';
import { searchRefusal } from '../../core/filter/searchLimits';
import { checkSort, isPartOfFilter } from '../../protocol/schemas';
import { viewOf } from '../dashboard/viewArgument';

/**
 * The jobs to export: from the command's argument, else as shown in the dashboard, else all jobs, newest
 * first. Arguments also come from the page and keybindings, so they are validated.
 * @throws {UserError} if the filter or its search is invalid: it would select more jobs than the user meant.
 */
export function requestOf(target: unknown, shown: JobQuerySpec | undefined): JobQuerySpec {
  const { filter, sort } = objectIn(target);
  const selected = filter === undefined ? (shown?.filter ?? noFilter) : checkedFilter(filter);
  const refusal = searchRefusal(selected.text);
  if (refusal) {
    throw refusal;
  }
  return { filter: selected, sort: checkSort(sort) ?? shown?.sort ?? newestFirst };
}

function checkedFilter(filter: unknown): JobFilter {
  const isValid = typeof filter === 'string' ? isExactLink(filter) : isPartOfFilter(filter);
  const view = isValid ? viewOf(filter) : undefined;
  if (!view) {
    throw new UserError(
      'export.filter',
      t('The export filter is not valid, so nothing was exported.'),
      t('Check the names and values in the argument "filter".'),
      'showLog',
    );
  }
  return view.filter;
}

/** The target in the command's argument, if any: a URI or its text, not yet validated. */
export function targetOf(target: unknown): unknown {
  return objectIn(target)['target'];
}

/** The default file name, in local time: `batch-jobs-2026-11-24T1030.csv`. */
export function defaultFileName(now: Date, what = 'batch-jobs'): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(two).join('-');
  return `${what}-${day}T${two(now.getHours())}${two(now.getMinutes())}.csv`;
}
