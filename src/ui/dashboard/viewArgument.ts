import { viewOfLink, type DashboardView } from '../../core/filter/dashboardLink';
import { perFacet } from '../../core/filter/facets';
import type { JobFilter } from '../../core/filter/jobFilter';
import { checkFilterTime, checkSort, maxSearchLength } from '../../protocol/schemas';

/** Arguments come from the status bar, links and keybindings, so they are validated. */
export function viewOf(target: unknown): DashboardView | undefined {
  if (typeof target === 'string') {
    return limited(viewOfLink(target));
  }
  if (typeof target !== 'object' || target === null) {
    return undefined;
  }
  const fields = target as Record<string, unknown>;
  const filter: JobFilter = {
    ...perFacet(key => texts(fields[key])),
    time: checkFilterTime(fields['time']),
    text: typeof fields['text'] === 'string' ? fields['text'].trim() : '',
  };
  const sort = checkSort(fields['sort']);
  const isView = [...Object.keys(filter), 'sort'].some(name => Object.hasOwn(fields, name));
  return isView ? limited({ filter, sort }) : undefined;
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
