import { html, type TemplateResult } from 'lit';
import { isFiltering, noFilter } from '../../../src/core/filter/jobFilter';
import type { PageModel } from '../../model/pageModel';
import './failureList';
import type { FailureListActions } from './failureList';

export function failureActions(model: PageModel, focusTable: () => void): FailureListActions {
  const { failures, requests } = model;
  return {
    showJobs: group => {
      model.showFailureJobs(group);
      focusTable();
    },
    run: (command, group) => requests.runOnFailures(command, group),
    act: (action, group) => requests.act(action, { kind: 'failures', group }),
    toggle: group => failures.toggle(group),
    activate: group => failures.activate(group),
    sortBy: order => failures.sortBy(order),
    get clearFilter() {
      const { filter } = model.query;
      return isFiltering({ ...filter, statuses: [] }) || model.search.text !== ''
        ? () => model.replaceFilter(noFilter)
        : undefined;
    },
    showAllJobs: () => {
      model.showJobs();
      focusTable();
    },
  };
}

/** The failures by cause; loaded when they are first shown. */
export function failures(
  { failures: flow, preferences, actionMode }: PageModel,
  now: number,
  actions: FailureListActions,
): TemplateResult {
  return html`<failure-list
    .state=${flow}
    .version=${flow.version}
    .preferences=${preferences}
    .mode=${actionMode}
    .second=${preferences.timeStyle === 'relative' ? Math.floor(now / 1000) : 0}
    .actions=${actions}
  ></failure-list>`;
}
