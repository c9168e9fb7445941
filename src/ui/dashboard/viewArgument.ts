import { objectIn, textIn, textsIn } from '../../core/base/json';
import { viewOfLink, type DashboardView } from '../../core/filter/dashboardLink';
import { perFacet } from '../../core/filter/facets';
import type { JobFilter } from '../../core/filter/jobFilter';
import { checkFilterTime, checkSort, maxSearchLength } from '../../protocol/schemas';

/** Arguments come from the status bar, links and keybindings, so they are validated. */
export function viewOf(target: unknown): DashboardView | undefined {
  if (typeof target === 'string') {
    return limited(viewOfLink(target));
  }
  const fields = objectIn(target);
  const filter: JobFilter = {
    ...perFacet(key => textsIn(fields[key])),
    time: checkFilterTime(fields['time']),
    text: textIn(fields['text'])?.trim() ?? '',
  };
  const sort = checkSort(fields['sort']);
  const failures = fields['failures'] === true;
  const names = [...Object.keys(filter), 'sort', 'failures'];
  const isView = names.some(name => Object.hasOwn(fields, name));
  return isView ? limited({ filter, sort, ...(failures ? { failures } : {}) }) : undefined;
}

function limited(view: DashboardView | undefined): DashboardView | undefined {
  return (
    view && {
      ...view,
      filter: { ...view.filter, text: view.filter.text.slice(0, maxSearchLength) },
    }
  );
}
