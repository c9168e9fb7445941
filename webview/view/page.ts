import { html, nothing, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import type { PageModel } from '../model/pageModel';
import { showsAges } from './cells';
import type { DetailsActions, JobDetails } from './details';
import './details';
import { filters } from './filters';
import { findKey } from './searchBox';
import { footer } from './footer';
import type { GridActions, JobGrid } from './jobGrid';
import './jobGrid';
import { selectionBar } from './selectionBar';
import { failureBanner, noMatchState, stateWithoutJobs } from './states';
import { statistics } from './statistics';
import { topLine } from './topLine';

/** Below this width the details cover the table; the style sheet has the same number. */
const narrow = '(max-width: 700px)';

/** The whole page as a function of the model, and the wires between its parts. */
export class PageView {
  private readonly grid = createRef<JobGrid>();
  private readonly drawer = createRef<JobDetails>();
  private readonly gridActions: GridActions;
  private readonly detailsActions: DetailsActions;

  constructor(private readonly model: PageModel) {
    this.gridActions = {
      sortBy: (column, add) => model.sortBy(column, add),
      prefer: change => model.prefer(change),
      selectAll: () => model.select(selection => selection.all()),
      toggle: (jobId, row) => model.select(selection => selection.toggle(jobId, row)),
      selectTo: row => model.selectTo(row),
      copyRows: () => model.copySelection('rows'),
      open: (jobId, row, enter) => this.open(jobId, row, enter),
      look: visible => model.look(visible),
    };
    // Wherever the focus is, and where it is nowhere.
    document.addEventListener('keydown', findKey);
    this.detailsActions = {
      close: () => this.close(),
      openEvent: jobId => model.run('openEvent', jobId),
    };
  }

  template(now: number): TemplateResult {
    const { model } = this;
    const hasJobs = (model.host?.total ?? 0) > 0;
    return html`<div class="page" @keydown=${this.onKey}>
      ${topLine(model, now, hasJobs)}
      <main class="main">
        ${
          hasJobs
            ? html`${statistics(model)} ${filters(model)} ${failureBanner(model, now)}
                <div class="content">${this.table(now)} ${this.details()}</div>`
            : html`<div class="content">${stateWithoutJobs(model)}</div>`
        }
      </main>
      ${selectionBar(model)} ${footer(model, now)}
      <div class="offscreen" role="status">${model.announcement}</div>
    </div>`;
  }

  private table(now: number): TemplateResult {
    const { query, details, firstTopRow, selection, selectedCount, preferences } = this.model;
    const { shown } = query;
    return html`<div class="table-frame">
      <job-grid
        ${ref(this.grid)}
        .shown=${shown}
        .version=${shown?.rows.version ?? 0}
        .sort=${shown?.sort ?? query.sort}
        .selection=${selection}
        .selected=${selectedCount}
        .selectionVersion=${selection.version}
        .preferences=${preferences}
        .second=${showsAges(preferences) ? Math.floor(now / 1000) : 0}
        .followFocus=${details.isOpen}
        .firstTopRow=${firstTopRow}
        .actions=${this.gridActions}
      ></job-grid>
      ${shown?.result.matching === 0 ? noMatchState(this.model) : nothing}
    </div>`;
  }

  private details(): TemplateResult | typeof nothing {
    const { details } = this.model;
    return details.isOpen
      ? html`<job-details
          ${ref(this.drawer)}
          .jobId=${details.jobId ?? ''}
          .answer=${details.answer}
          .actions=${this.detailsActions}
        ></job-details>`
      : nothing;
  }

  private open(jobId: string, row: number, enter: boolean): void {
    this.model.select(selection => selection.only(jobId, row));
    this.model.details.open(jobId);
    if (enter || matchMedia(narrow).matches) {
      // The drawer is painted after this turn.
      requestAnimationFrame(() => this.drawer.value?.enter());
    }
  }

  private close(): void {
    this.model.details.close();
    this.grid.value?.focusActive();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') {
      return;
    }
    if (this.model.selectedCount > 1) {
      event.preventDefault();
      this.model.select(selection => selection.clear());
    } else if (this.model.details.isOpen) {
      event.preventDefault();
      this.close();
    }
  };
}
