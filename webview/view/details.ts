import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Fact } from '../../src/protocol';
import { copyText } from '../copyText';
import type { DetailsAnswer } from '../model/detailsFlow';
import { icon } from './icons';
import { statusLabel } from './status';

/** How long the button says that it has copied. */
const copiedMs = 2000;

/** Facts that are identifiers, shown in the editor's font. */
const codeLabels =
  /\b(id|job name|arn|queue|definition|log group|log stream|workspace|assembly)\b/i;

export interface DetailsActions {
  readonly close: () => void;
  readonly openEvent: (jobId: string) => void;
}

/** The drawer with one job. Beside the table; on a narrow page above it. */
export class JobDetails extends LitElement {
  static override properties = {
    jobId: { attribute: false },
    answer: { attribute: false },
    copied: { state: true },
  };

  declare jobId: string;
  declare answer: DetailsAnswer | undefined;
  /** The last attempt to copy, for as long as the button tells of it. */
  declare copied: { readonly jobId: string; readonly ok: boolean } | undefined;
  actions: DetailsActions | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.jobId = '';
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** Takes the keyboard into the drawer. */
  enter(): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.drawer-close')?.focus());
  }

  protected override render(): TemplateResult {
    const details = this.answer?.details;
    return html`<aside class="drawer" aria-label="Job details">
      <div class="drawer-head">
        <h2 class="job-name">
          ${details === undefined || details.jobName === '' ? this.jobId : details.jobName}
        </h2>
        <vscode-button
          class="drawer-close"
          appearance="icon"
          aria-label="Close details"
          title="Close (Escape)"
          @click=${() => this.actions?.close()}
          >${icon('close')}</vscode-button
        >
      </div>
      ${details ? statusLabel(details.status) : nothing}
      ${this.answer && !details ? gone() : this.buttons()}
      ${
        details
          ? html`${facts('General', details.general)} ${facts('Technical', details.technical)}`
          : nothing
      }
    </aside>`;
  }

  private buttons(): TemplateResult {
    return html`<div class="buttons">
      <vscode-button appearance="primary" @click=${() => this.actions?.openEvent(this.jobId)}
        >Open Full Event</vscode-button
      >
      <vscode-button appearance="secondary" @click=${() => void this.copy()}
        ><span class="copy-label">${this.copyTitle()}</span></vscode-button
      >
      <span class="offscreen" role="status">${this.copied ? this.copyTitle() : ''}</span>
    </div>`;
  }

  private copyTitle(): string {
    if (this.copied?.jobId !== this.jobId) {
      return 'Copy Job ID';
    }
    return this.copied.ok ? 'Copied' : 'Not copied';
  }

  private async copy(): Promise<void> {
    const { jobId } = this;
    this.copied = { jobId, ok: await copyText(jobId) };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.copied = undefined), copiedMs);
  }
}

customElements.define('job-details', JobDetails);

function gone(): TemplateResult {
  return html`<p class="gone" role="status">
    This job is no longer in the table. It may have expired or been deleted.
  </p>`;
}

function facts(title: string, list: readonly Fact[]): TemplateResult {
  return html`<section class="facts">
    <h3>${title}</h3>
    <dl>
      ${list.map(
        ({ label, value }) =>
          html`<dt>${label}</dt>
            <dd class=${codeLabels.test(label) ? 'code' : ''}>${value}</dd>`,
      )}
    </dl>
  </section>`;
}
