import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ActionMode } from '../../../src/core/actions/actionLog';
import { live } from 'lit/directives/live.js';
import type { FailureOrder } from '../../../src/core/filter/failureOrder';
import { defaultPreferences, type Preferences } from '../../../src/protocol/schemas';
import type { FailuresFlow, ShownFailures } from '../../model/failuresFlow';
import { icon } from '../controls/icons';
import { hasModifier } from '../controls/modifiers';
import { failureGroup, type GroupActions } from './failureGroup';
import { groupsText, moreGroupsText } from './groupTexts';
import { lastHourOf } from './hourBars';

export interface FailureListActions extends GroupActions {
  readonly sortBy: (order: FailureOrder) => void;
  /** Removes the filter; absent if there is none. */
  readonly clearFilter: (() => void) | undefined;
  readonly showAllJobs: () => void;
}

/** What the list reads of the model. */
export type ListState = Pick<FailuresFlow, 'shown' | 'order' | 'active' | 'isUnfolded'>;

/** In the order of the list. */
const orders = (): readonly (readonly [FailureOrder, string])[] => [
  ['count', t('Jobs')],
  ['unresolved', t('Unresolved')],
  ['lastTime', t('Last failure')],
];

/** The failures by cause, instead of the table. */
export class FailureList extends LitElement {
  static override properties = {
    state: { attribute: false },
    version: { attribute: false },
    preferences: { attribute: false },
    mode: { attribute: false },
    second: { attribute: false },
  };

  declare state: ListState | undefined;
  /** Changes with the state, which stays the same object. */
  declare version: number;
  declare preferences: Preferences;
  declare mode: ActionMode;
  /** The time in whole seconds while relative times are shown, else 0. */
  declare second: number;
  actions: FailureListActions | undefined;
  private focused: { readonly group: string; readonly key: string } | undefined;

  constructor() {
    super();
    this.version = 0;
    this.preferences = defaultPreferences;
    this.mode = 'simulated';
    this.second = 0;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(): void {
    const element = document.activeElement;
    const group = this.contains(element) ? groupOf(element) : undefined;
    const key = element?.getAttribute('data-key') ?? 'head';
    this.focused = group === undefined ? undefined : { group, key };
  }

  /** Groups change places while jobs change; the focus stays with its group. */
  protected override updated(): void {
    if (this.focused && groupOf(document.activeElement) !== this.focused.group) {
      const { group, key } = this.focused;
      const item = `[data-group="${CSS.escape(group)}"]`;
      const target =
        this.querySelector<HTMLElement>(`${item} [data-key="${key}"]`) ??
        this.querySelector<HTMLElement>('.failure-head[tabindex="0"]');
      target?.focus({ preventScroll: true });
    }
  }

  protected override render(): TemplateResult {
    const shown = this.state?.shown;
    return html`<section class="failures" aria-label=${t('Failures')}>
      ${
        shown === undefined
          ? html`<div class="notice" role="status">
              <span class="ring" aria-hidden="true"></span>
              <p>${t('Grouping failures…')}</p>
            </div>`
          : shown.failures === 0
            ? this.nothingFailed()
            : html`${this.head(shown)} ${this.list(shown)}`
      }
    </section>`;
  }

  private nothingFailed(): TemplateResult {
    const clear = this.actions?.clearFilter;
    return html`<div class="notice">
      ${icon('pass')}
      <h2>${clear ? t('No failed jobs match the filter') : t('No failed jobs')}</h2>
      <p>${t('Failed jobs appear here, grouped by cause, with what to do about them.')}</p>
      <div class="buttons">
        ${
          clear
            ? html`<vscode-button appearance="secondary" @click=${clear}
                >${t('Clear Filters')}</vscode-button
              >`
            : nothing
        }
        <vscode-button appearance="secondary" @click=${() => this.actions?.showAllJobs()}
          >${t('Show Jobs')}</vscode-button
        >
      </div>
    </div>`;
  }

  private head({ groups, more, failures, unresolved }: ShownFailures): TemplateResult {
    const onChange = ({ target }: Event): void => {
      const [order] = orders()[(target as HTMLSelectElement).selectedIndex] ?? [];
      if (order) {
        this.actions?.sortBy(order);
      }
    };
    return html`<div class="failures-head">
      <h2>${groupsText(groups.length + more, failures, unresolved)}</h2>
      <label class="failures-order"
        >${t('Sort by')}
        <select class="native-select" @change=${onChange}>
          ${orders().map(
            ([order, title]) =>
              html`<option .selected=${live(order === this.state?.order)}>${title}</option>`,
          )}
        </select></label
      >
    </div>`;
  }

  private list({ groups, more, failures }: ShownFailures): TemplateResult {
    const { state, actions, preferences, mode } = this;
    const lastHour = lastHourOf(groups);
    const style = { ...preferences, mode, now: this.second * 1000, failures, lastHour };
    return html`<div class="failures-frame">
      <ol class="failure-list" @keydown=${this.onKey}>
        ${groups.map(group => {
          const isUnfolded = state?.isUnfolded(group.id) ?? false;
          const isActive = state?.active === group.id;
          return actions && failureGroup(group, { ...style, isUnfolded, isActive }, actions);
        })}
      </ol>
      ${more > 0 ? html`<p class="failures-rest aside">${moreGroupsText(more)}</p>` : nothing}
    </div>`;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { target, key } = event;
    const group = groupOf(target);
    const isHead = target instanceof Element && target.matches('.failure-head');
    if (group === undefined || !isHead || hasModifier(event)) {
      return;
    }
    const isOpen = target.getAttribute('aria-expanded') === 'true';
    if (key === 'Enter') {
      this.actions?.showJobs(group);
    } else if ((key === 'ArrowRight' && !isOpen) || (key === 'ArrowLeft' && isOpen)) {
      this.actions?.toggle(group);
    } else if (!this.moveFocus(key, target)) {
      return;
    }
    event.preventDefault();
  };

  private moveFocus(key: string, from: Element): boolean {
    const heads = [...this.querySelectorAll<HTMLElement>('.failure-head')];
    const at = heads.findIndex(head => head === from);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(at + 1, heads.length - 1),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: heads.length - 1,
    };
    heads[targets[key] ?? -1]?.focus();
    return targets[key] !== undefined;
  }
}

customElements.define('failure-list', FailureList);

const groupOf = (target: EventTarget | null): string | undefined =>
  target instanceof Element
    ? target.closest<HTMLElement>('[data-group]')?.dataset['group']
    : undefined;
