import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ActionMode } from '../../../src/core/actions/actionLog';
import type { JobAction } from '../../../src/core/actions/jobActions';
import { timelineOf } from '../../../src/core/job/timeline';
import { defaultPreferences, type Preferences } from '../../../src/protocol/schemas';
import type { LogPreview } from '../../../src/protocol/logPreview';
import type { JobCommand } from '../../../src/protocol/toHost';
import type { DetailsAnswer, DetailsFlow, JobEvent } from '../../model/detailsFlow';
import { Copying } from './copying';
import { eventAttempts, eventParts, eventTrouble } from './eventParts';
import {
  actionButtons,
  actionsSection,
  type ActionHandlers,
  type ActionButtons,
} from './jobActions';
import { causePart } from './causePart';
import { factList, section, type DetailsContext } from './facts';
import { headline, reasonBox } from './reasons';
import { icon, type IconName } from '../controls/icons';
import { logPreview } from './logPreview';
import { markNotes } from '../grid/marks';
import { sampleMark } from '../controls/sampleBanner';
import { toneClass } from '../controls/status';
import { sash } from './sash';
import { timelineBar } from './timeline';

export type Step = 1 | -1;

type Details = NonNullable<DetailsAnswer['details']>;

export interface DetailsActions {
  readonly close: () => void;
  readonly openEvent: (jobId: string) => void;
  readonly openJob: (jobId: string) => void;
  /** Narrows the table to the jobs that the search term finds. */
  readonly filterBy: (term: string) => void;
  readonly resize: (width: number) => void;
  /** Opens the next or previous job of the table. */
  readonly step: (rows: Step) => void;
  readonly readEventAgain: () => void;
  readonly act: (action: JobAction, jobId: string) => void;
  readonly run: (command: JobCommand, jobId: string) => void;
  /** Shows the job's entries in the action history. */
  readonly showHistory: (jobId: string) => void;
}

/** The details drawer; beside the table, or over it on a narrow page. */
export class JobDetails extends LitElement {
  static override properties = {
    jobId: { attribute: false },
    answer: { attribute: false },
    event: { attribute: false },
    log: { attribute: false },
    now: { attribute: false },
    hasNext: { attribute: false },
    hasPrevious: { attribute: false },
    preferences: { attribute: false },
    isSample: { attribute: false },
    mode: { attribute: false },
    wholeReasonOf: { state: true },
  };

  declare jobId: string;
  declare answer: DetailsAnswer | undefined;
  declare event: JobEvent;
  declare log: LogPreview | undefined;
  declare now: number;
  declare hasNext: boolean;
  declare hasPrevious: boolean;
  declare preferences: Preferences;
  declare isSample: boolean;
  declare mode: ActionMode;
  /** The job whose long reason is shown whole. */
  declare wholeReasonOf: string;
  folds: Pick<DetailsFlow, 'isFolded' | 'fold'> | undefined;
  actions: DetailsActions | undefined;
  private readonly copying = new Copying(this);
  private hadFocus = false;

  constructor() {
    super();
    this.jobId = '';
    this.preferences = defaultPreferences;
    this.isSample = false;
    this.mode = 'simulated';
    this.wholeReasonOf = '';
  }

  protected override createRenderRoot(): this {
    return this;
  }

  /** Moves the focus into the drawer. */
  enter(): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.drawer-close')?.focus());
  }

  protected override willUpdate(): void {
    this.hadFocus = this.contains(document.activeElement);
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('jobId')) {
      this.querySelector('.drawer-body')?.scrollTo(0, 0);
    }
    // The focused element may have been removed: keep the focus in the drawer.
    if (this.hadFocus && !this.contains(document.activeElement)) {
      this.querySelector<HTMLElement>('.drawer')?.focus();
    }
  }

  protected override render(): TemplateResult {
    const details = this.answer?.details;
    const isGone = this.answer !== undefined && !details;
    return html`${sash(this, width => this.actions?.resize(width))}
      <aside class="drawer" aria-label=${t('Job details')} tabindex="-1">
        <div class="drawer-head">
          <h2 class="job-name">
            ${details === undefined || details.jobName === '' ? this.jobId : details.jobName}
          </h2>
          ${this.stepButton('chevronUp', t('Previous job'), 'Alt+↑', -1, this.hasPrevious)}
          ${this.stepButton('chevron', t('Next job'), 'Alt+↓', 1, this.hasNext)}
          <vscode-button
            class="drawer-close"
            appearance="icon"
            aria-label=${t('Close details')}
            title=${t('Close (Escape)')}
            @click=${() => this.actions?.close()}
            >${icon('close')}</vscode-button
          >
        </div>
        <div class="drawer-body">
          ${this.isSample ? sampleMark() : nothing}
          ${details ? [headline(details), this.marks(), this.reasons(details), causePart(details)] : nothing}
          ${details ? logPreview(this.log, () => this.actions?.run('openLog', this.jobId)) : nothing}
          ${isGone ? gone() : this.buttons()} ${details ? this.parts(details) : this.pastActions()}
        </div>
        <span class="offscreen" role="status">${this.copying.announcement}</span>
      </aside>`;
  }

  private stepButton(
    name: IconName,
    label: string,
    key: string,
    rows: Step,
    enabled: boolean,
  ): TemplateResult {
    const title = enabled
      ? `${label} (${key})`
      : rows < 0
        ? t('This is the first job')
        : t('This is the last job');
    // `aria-disabled`, because `disabled` would lose the focus at the end of the list.
    return html`<button
      type="button"
      class="icon-button"
      aria-label=${label}
      aria-disabled=${!enabled}
      title=${title}
      @click=${() => enabled && this.actions?.step(rows)}
    >
      ${icon(name)}
    </button>`;
  }

  private buttons(): TemplateResult {
    const key = `${this.jobId} id`;
    const buttons = this.actionButtons();
    return html`<div class="button-rows">
      <div class="buttons">
        <vscode-button appearance="primary" @click=${() => this.actions?.openEvent(this.jobId)}
          >${t('Open Full Event')}</vscode-button
        >
        <vscode-button
          appearance="secondary"
          @click=${() => void this.copying.copy(key, this.jobId)}
          ><span class="copy-label">${this.copying.title(key, t('Job ID'))}</span></vscode-button
        >
        ${buttons?.more ?? nothing}
      </div>
      ${buttons?.defaultButtons ?? nothing}
    </div>`;
  }

  private actionButtons(): ActionButtons | undefined {
    const { answer } = this;
    return (
      answer?.details &&
      actionButtons(answer.actionState, answer.details.status, this.mode, this.actionHandlers)
    );
  }

  private reasons(details: Details): TemplateResult | typeof nothing {
    const isWhole = this.wholeReasonOf === this.jobId;
    return reasonBox(this.context, details, isWhole, () => (this.wholeReasonOf = this.jobId));
  }

  private marks(): TemplateResult | typeof nothing {
    return this.answer ? markNotes(this.answer.actionState, this.preferences) : nothing;
  }

  /** Shown also for a removed job. */
  private pastActions(): TemplateResult | typeof nothing {
    return this.answer
      ? actionsSection(this.context, this.answer.actionState, this.preferences, this.actionHandlers)
      : nothing;
  }

  private get actionHandlers(): ActionHandlers {
    const { jobId } = this;
    return {
      act: action => this.actions?.act(action, jobId),
      run: command => this.actions?.run(command, jobId),
      showHistory: () => this.actions?.showHistory(jobId),
    };
  }

  private parts(details: Details): TemplateResult {
    const { context } = this;
    const { status, general, technical, times } = details;
    const { content } = this.event;
    const attempts = content?.attempts ?? [];
    const line = timelineOf(times, attempts, this.now, content?.earlierAttempts);
    const toneOf = (attempt: number, isOpen: boolean): string => {
      const known = attempts.find(({ number }) => number === attempt + 1);
      return known
        ? toneClass(known.succeeded === undefined ? '' : known.succeeded ? 'SUCCEEDED' : 'FAILED')
        : toneClass(isOpen ? 'RUNNING' : status);
    };
    return html`${eventTrouble(context, this.event, () => this.actions?.readEventAgain())}
    ${eventAttempts(context, this.event, line)}
    ${section(context, 'timeline', t('Timeline'), timelineBar(line, toneOf, this.preferences.timeZone))}
    ${section(context, 'general', t('General'), factList(context, { scope: 'general', facts: general }))}
    ${section(
      context,
      'technical',
      t('Technical'),
      factList(context, { scope: 'technical', facts: technical }),
    )}
    ${this.pastActions()} ${eventParts(context, this.event)}`;
  }

  private get context(): DetailsContext {
    return {
      jobId: this.jobId,
      copying: this.copying,
      isFolded: kind => this.folds?.isFolded(kind) ?? false,
      fold: (kind, folded) => this.folds?.fold(kind, folded),
      openJob: jobId => this.actions?.openJob(jobId),
      filterBy: term => this.actions?.filterBy(term),
      timeZone: this.preferences.timeZone,
    };
  }
}

customElements.define('job-details', JobDetails);

function gone(): TemplateResult {
  return html`<p class="gone" role="status">
    ${t('This job is no longer in the table. It may have expired or been deleted.')}
  </p>`;
}
