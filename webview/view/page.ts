import { html, nothing, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import type { PageModel } from '../model/pageModel';
import { chartActions, charts } from './charts';
import type { DetailsActions, JobDetails } from './details';
import './details';
import { filters } from './filters';
import { findKey } from './searchBox';
import { footer } from './footer';
import type { GridActions, JobGrid } from './jobGrid';
import './jobGrid';
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
  private readonly chartActions: ReturnType<typeof chartActions>;

  constructor(private readonly model: PageModel) {
    this.gridActions = {
      sortBy: column => model.sortBy(column),
      open: (jobId, enter) => this.open(jobId, enter),
      look: visible => model.look(visible),
    };
    this.chartActions = chartActions(model);
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
      ${topLine(model, now)}
      <main class="main">
        ${
          hasJobs
            ? html`${statistics(model)} ${charts(model, this.chartActions)} ${filters(model)}
                ${failureBanner(model, now)}
                <div class="content">${this.table()} ${this.details()}</div>`
            : html`<div class="content">${stateWithoutJobs(model)}</div>`
        }
      </main>
      ${footer(model, now)}
      <div class="offscreen" role="status">${model.announcement}</div>
    </div>`;
  }

  private table(): TemplateResult {
    const { query, details, firstTopRow } = this.model;
    const { shown } = query;
    return html`<div class="table-frame">
      <job-grid
        ${ref(this.grid)}
        .shown=${shown}
        .version=${shown?.rows.version ?? 0}
        .sort=${shown?.sort ?? query.sort}
        .selectedId=${details.jobId}
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

  private open(jobId: string, enter: boolean): void {
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
    if (event.key === 'Escape' && this.model.details.isOpen) {
      event.preventDefault();
      this.close();
    }
  };
}
