import { viewOfLink, type DashboardView } from '../../core/filter/dashboardLink';
import { perFacet } from '../../core/filter/facets';
import type { JobFilter } from '../../core/filter/jobFilter';
import { checkFilterTime, checkSort, maxSearchLength } from '../../protocol';

/** Arguments come from the status bar, links and users' keybindings: nothing is sure. */
export function viewOf(target: unknown): DashboardView | undefined {
  if (typeof target === 'string') {
    return limited(viewOfLink(target));
  }
  if (typeof target !== 'object' || target === null) {
    return undefined;
  }
  const given = target as Record<string, unknown>;
  const filter: JobFilter = {
    ...perFacet(key => texts(given[key])),
    time: checkFilterTime(given['time']),
    text: typeof given['text'] === 'string' ? given['text'].trim() : '',
  };
  const sort = checkSort(given['sort']);
  const isOne = [...Object.keys(filter), 'sort'].some(name => Object.hasOwn(given, name));
  return isOne ? limited({ filter, sort }) : undefined;
}

function limited(view: DashboardView | undefined): DashboardView | undefined {
  return (
    view && {
      ...view,
      filter: { ...view.filter, text: view.filter.text.slice(0, maxSearchLength) },
    }
  );
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(text => typeof text === 'string') : [];
}
