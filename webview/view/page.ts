import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { formatCount } from '../../src/core/text/formatCount';
import { isTerminal } from '../../src/core/job/status';
import { mediaTerm } from '../../src/core/filter/formatFilter';
import { noFilter } from '../../src/core/filter/jobFilter';
import { wholeHistory } from '../model/historyFlow';
import type { PageModel } from '../model/pageModel';
import type { ActionHistoryView, HistoryActions } from './history/actionHistory';
import { showsAges } from './grid/cells';
import { chartActions, charts } from './charts/charts';
import type { DetailsActions, JobDetails, Step } from './details/details';
import './details/details';
import { filters } from './filters';
import { focusTable } from './controls/focus';
import { findKey } from './controls/searchBox';
import { footer } from './footer';
import type { GridActions } from './grid/gridInput';
import type { JobGrid } from './grid/jobGrid';
import './grid/jobGrid';
import { keepFocus } from './controls/keepFocus';
import { onRegionKey } from './controls/regions';
import { sampleBanner } from './controls/sampleBanner';
import { LazyPart } from './controls/lazyPart';
import type { FailureListActions } from './failures/failureList';
import type { MediaActions } from './media/mediaStory';
import { failureBanner, loadingPart, stateWithoutJobs } from './states';
import { statistics } from './statistics';
import { panelId } from './tabs';
import { topLine } from './topLine';

/** Below this width the details cover the table; must match the style sheet. */
const narrow = '(max-width: 700px)';

/** Renders the page from the model and connects its parts. */
export class PageView {
  private readonly grid = createRef<JobGrid>();
  private readonly drawer = createRef<JobDetails>();
  private readonly history = createRef<ActionHistoryView>();
  private readonly gridActions: GridActions;
  private readonly historyActions: HistoryActions;
  private readonly detailsActions: DetailsActions;
  private readonly mediaActions: MediaActions;
  private readonly chartActions: ReturnType<typeof chartActions>;

  private readonly rareParts = new LazyPart(
    () => import('./rareParts'),
    () => this.repaint(),
  );
  private failureActions: FailureListActions | undefined;

  constructor(
    private readonly model: PageModel,
    private readonly repaint: () => void,
  ) {
    this.gridActions = {
      sortBy: (column, add) => model.sortBy(column, add),
      prefer: change => model.layout.change(change),
      selectAll: () => model.selectionFlow.change(selection => selection.all()),
      toggle: (jobId, row) => model.selectionFlow.toggle(jobId, row),
      selectTo: row => model.selectionFlow.extendTo(row),
      copyRows: () => model.requests.copySelection('rows'),
      copyValue: (jobId, column) => model.requests.copyValue(jobId, column),
      open: (jobId, row, enter) => this.open(jobId, row, enter),
      onVisible: visible => model.setVisible(visible),
      onHidden: columns => model.layout.setHidden(columns),
    };
    this.chartActions = chartActions(model);
    // On the document, to catch keys wherever the focus is.
    document.addEventListener('keydown', findKey);
    document.addEventListener('keydown', this.onStepKey);
    document.addEventListener('keydown', onRegionKey);
    keepFocus();
    this.detailsActions = {
      close: () => this.close(),
      openEvent: jobId => model.requests.runOnJob('openEvent', jobId),
      openJob: jobId => this.openJob(jobId),
      filterBy: term => model.addSearch(term),
      resize: detailsWidth => model.layout.change({ detailsWidth }),
      step: rows => this.step(rows),
      readEventAgain: () => model.details.readEventAgain(),
      act: (action, jobId) => model.requests.act(action, { kind: 'some', jobIds: [jobId] }),
      run: (command, jobId) => model.requests.runOnJob(command, jobId),
      showHistory: jobId => this.showHistory(jobId),
    };
    this.mediaActions = {
      back: () => this.back(),
      get backTitle() {
        return model.backTitle;
      },
      showInTable: mediaId => {
        model.replaceFilter({ ...noFilter, text: mediaTerm(mediaId) });
        this.showJobs();
      },
      openJob: (jobId, enter) => this.openJob(jobId, enter),
    };
    this.historyActions = {
      choose: choice => model.history.choose(choice),
      showMore: () => model.history.showMore(),
      back: () => this.back(),
      get backTitle() {
        return model.backTitle;
      },
      exportAll: () => model.requests.exportHistory(),
      clear: () => model.requests.run('clearActionHistory'),
      openJob: (jobId, enter) => {
        this.openJob(jobId, enter);
      },
    };
  }

  template(now: number): TemplateResult {
    const { model } = this;
    const hasJobs = (model.host?.total ?? 0) > 0;
    const late = model.query.shown?.awaitsResult ? ' late-figures' : '';
    return html`<div class="page${late}" @keydown=${this.onKey}>
      ${topLine(model, now, hasJobs)} ${sampleBanner(model)}
      <main class="main">${this.part(now, hasJobs)}</main>
      ${this.selection()} ${footer(model, now)}
      <div class="offscreen" role="status">${model.announcement}</div>
    </div>`;
  }

  private part(now: number, hasJobs: boolean): TemplateResult {
    const { model } = this;
    if (model.part === 'history' || model.part === 'media') {
      return html`<div class="content">
        ${this.rarePart(model.part, now)} ${this.details(now)}
      </div>`;
    }
    if (!hasJobs) {
      return html`<div class="content">
        ${stateWithoutJobs(model) ?? this.noJobs('noJobsState')}
      </div>`;
    }
    const isTable = model.part === 'jobs';
    return html`${statistics(model, this.changedCauses())}
      ${isTable ? charts(model, this.chartActions) : nothing}
      ${filters(model, () => (isTable ? this.grid.value?.enter() : focusTable()))}
      ${failureBanner(model, now)} ${this.newFailures()}
      <div
        class="content"
        role="tabpanel"
        id=${panelId}
        aria-label=${isTable ? t('Jobs') : t('Failures')}
      >
        ${model.part === 'jobs' ? this.table(now) : this.rarePart(model.part, now)}
        ${this.details(now)}
      </div>`;
  }

  private selection(): TemplateResult | typeof nothing {
    const { model, rareParts } = this;
    const isThere = model.showsTable && model.selectedCount > 1;
    return (isThere ? rareParts.value?.selectionBar(model) : undefined) ?? nothing;
  }

  private changedCauses(): TemplateResult | typeof nothing {
    const { model, rareParts } = this;
    const isCompared = model.comparison.causesFor(model.query.shown?.filter) !== undefined;
    return (isCompared ? rareParts.value?.causeDifferenceLine(model) : undefined) ?? nothing;
  }

  /** Those while the user was away. */
  private newFailures(): TemplateResult | typeof nothing {
    const { model, rareParts } = this;
    return (model.host?.away ? rareParts.value?.awayStrip(model) : undefined) ?? nothing;
  }

  /** History, media and failures: their script loads when one of them is first shown. */
  private rarePart(part: Exclude<PageModel['part'], 'jobs'>, now: number): TemplateResult {
    const { model, rareParts } = this;
    const parts = rareParts.value;
    if (!parts) {
      return loadingPart(rareParts.failed);
    }
    switch (part) {
      case 'history':
        return this.actionHistory(now);
      case 'media':
        return parts.mediaStory(model.media, now, model.preferences.timeZone, this.mediaActions);
      case 'failures':
        this.failureActions ??= parts.failureActions(model, () =>
          requestAnimationFrame(focusTable),
        );
        return parts.failures(model, now, this.failureActions);
    }
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
        .context=${selection.context}
        .preferences=${preferences}
        .second=${showsAges(preferences) ? Math.floor(now / 1000) : 0}
        .followFocus=${details.isOpen}
        .firstTopRow=${firstTopRow}
        .actions=${this.gridActions}
      ></job-grid>
      ${query.newAbove > 0 ? this.newPill(query.newAbove) : nothing}
      ${shown?.result.matching === 0 ? this.noJobs('noMatchState') : nothing}
    </div>`;
  }

  private noJobs(state: 'noJobsState' | 'noMatchState'): TemplateResult {
    const { model, rareParts } = this;
    return rareParts.value?.[state](model) ?? loadingPart(rareParts.failed);
  }

  /** Leads to the rows that were added above those in sight. */
  private newPill(count: number): TemplateResult {
    return html`<button
      type="button"
      class="new-pill"
      title=${t('Go to the newest rows')}
      @click=${() => this.grid.value?.enter()}
    >
      ↑ ${t('{0} new', formatCount(count))}
    </button>`;
  }

  private actionHistory(now: number): TemplateResult {
    const { history, preferences } = this.model;
    return html`<action-history
      ${ref(this.history)}
      .shown=${history.shown}
      .choice=${history.choice}
      .mode=${this.model.actionMode}
      .preferences=${preferences}
      .second=${preferences.timeStyle === 'relative' ? Math.floor(now / 1000) : 0}
      .actions=${this.historyActions}
    ></action-history>`;
  }

  private details(now: number): TemplateResult | typeof nothing {
    const { details, preferences } = this.model;
    return details.isOpen
      ? html`<job-details
          ${ref(this.drawer)}
          .jobId=${details.jobId ?? ''}
          .answer=${details.answer}
          .event=${details.event}
          .log=${details.log}
          .now=${isTerminal(details.answer?.details?.status ?? '') ? 0 : now}
          .hasPrevious=${this.rowBeside(-1) !== undefined}
          .hasNext=${this.rowBeside(1) !== undefined}
          .folds=${details}
          .isSample=${this.model.isSample}
          .mode=${this.model.actionMode}
          .preferences=${preferences}
          .style=${preferences.detailsWidth === undefined ? '' : `--details-width:${preferences.detailsWidth}px`}
          .actions=${this.detailsActions}
        ></job-details>`
      : nothing;
  }

  /** The row next to the job in the details; if the job is not in the list, the active row. */
  private rowBeside(rows: Step): number | undefined {
    const { query, details } = this.model;
    if (!this.model.showsTable) {
      // The table is hidden, so stepping is not possible.
      return undefined;
    }
    const list = query.shown?.rows;
    const active = Math.max(0, this.grid.value?.active.row ?? 0);
    const from = list?.find(details.jobId ?? '', active);
    const row = from === undefined ? active : from + rows;
    return row >= 0 && row < (list?.count ?? 0) ? row : undefined;
  }

  private step(rows: Step): void {
    const row = this.rowBeside(rows);
    if (row !== undefined) {
      this.grid.value?.show(row);
    }
  }

  /** Opens a related job, whose row is unknown. */
  private openJob(jobId: string, enter = false): void {
    this.open(jobId, undefined, enter);
  }

  private open(jobId: string, row: number | undefined, enter: boolean): void {
    const isCovered = matchMedia(narrow).matches && !this.model.details.isOpen;
    this.model.selectionFlow.change(selection => selection.only(jobId, row));
    this.model.details.open(jobId);
    if (enter || isCovered) {
      // The drawer renders after this turn.
      requestAnimationFrame(() => this.drawer.value?.enter());
    }
  }

  private close(): void {
    this.model.details.close();
    if (this.model.history.isOpen) {
      this.history.value?.restoreFocus();
    } else {
      this.grid.value?.focusActive();
    }
  }

  /** Shows the history of one job and moves the focus there, since a narrow drawer would cover it. */
  private showHistory(jobId: string): void {
    this.model.history.open({ ...wholeHistory, text: jobId });
    if (matchMedia(narrow).matches) {
      this.model.details.close();
    }
    void this.rareParts
      .ready()
      .then(() => requestAnimationFrame(() => this.history.value?.restoreFocus()));
  }

  private back(): void {
    this.model.back();
    requestAnimationFrame(focusTable);
  }

  private showJobs(): void {
    this.model.showJobs();
    requestAnimationFrame(focusTable);
  }

  private readonly onStepKey = (event: KeyboardEvent): void => {
    const { key, altKey, ctrlKey, metaKey, shiftKey, defaultPrevented } = event;
    const rows = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : undefined;
    const isPlain = altKey && !ctrlKey && !metaKey && !shiftKey && !defaultPrevented;
    if (rows !== undefined && isPlain && this.model.details.isOpen) {
      event.preventDefault();
      this.step(rows);
    }
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') {
      return;
    }
    if (this.model.selectedCount > 1) {
      event.preventDefault();
      this.model.selectionFlow.change(selection => selection.clear());
    } else if (this.model.details.isOpen) {
      event.preventDefault();
      this.close();
    }
  };
}
