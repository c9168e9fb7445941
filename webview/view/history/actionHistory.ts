import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ActionMode } from '../../../src/core/actions/actionLog';
import { formatCount } from '../../../src/core/text/formatCount';
import { defaultPreferences, type Preferences } from '../../../src/protocol/schemas';
import { maxEntriesPerMessage, type HistoryEntry } from '../../../src/protocol/history';
import {
  isChoosing,
  wholeHistory,
  type HistoryChoice,
  type HistoryShown,
} from '../../model/historyFlow';
import { runsOf, type HistoryRun } from '../../model/historyRuns';
import { historyFilters } from './historyFilters';
import { historyRunRow } from './historyRun';
import { historyHeader, historyRow, type HistoryStyle } from './historyRows';
import type { WayBack } from '../controls/backButton';
import { icon } from '../controls/icons';

export interface HistoryActions extends WayBack {
  readonly choose: (choice: HistoryChoice) => void;
  readonly showMore: () => void;
  readonly exportAll: () => void;
  readonly clear: () => void;
  /** `enter`: move the focus into the details, for the keyboard. */
  readonly openJob: (jobId: string, enter: boolean) => void;
}

/** The action history, newest first; shown instead of the table. */
export class ActionHistoryView extends LitElement {
  static override properties = {
    shown: { attribute: false },
    choice: { attribute: false },
    mode: { attribute: false },
    preferences: { attribute: false },
    second: { attribute: false },
    open: { state: true },
  };

  declare shown: HistoryShown | undefined;
  declare choice: HistoryChoice;
  declare mode: ActionMode;
  declare preferences: Preferences;
  /** The time in whole seconds while relative times are shown, else 0. */
  declare second: number;
  /** The unfolded runs. */
  declare open: ReadonlySet<string>;
  actions: HistoryActions | undefined;
  private hadFocus = false;
  /** The entry whose job was opened last, to which the focus returns. */
  private lastOpened: string | undefined;

  constructor() {
    super();
    this.choice = wholeHistory;
    this.mode = 'simulated';
    this.preferences = defaultPreferences;
    this.second = 0;
    this.open = new Set();
  }

  /** Returns the focus from the details. */
  restoreFocus(): void {
    const link = this.querySelector<HTMLElement>(
      `[data-entry="${CSS.escape(this.lastOpened ?? '')}"]`,
    );
    (link ?? this.frame)?.focus();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(): void {
    this.hadFocus = this.contains(document.activeElement);
  }

  protected override updated(changes: PropertyValues<this>): void {
    const before = changes.get('shown');
    if (before && before.choice !== this.shown?.choice) {
      this.frame?.scrollTo(0, 0);
    }
    // The focused element may have been removed: keep the focus in the list.
    if (this.hadFocus && !this.contains(document.activeElement)) {
      this.frame?.focus();
    }
  }

  protected override render(): TemplateResult {
    const { shown, choice, mode, actions } = this;
    return html`<section class="history" aria-label=${t('Action History')}>
      ${historyFilters(choice, mode, (shown?.all ?? 0) > 0, {
        choose: wanted => actions?.choose(wanted),
        back: () => actions?.back(),
        backTitle: actions?.backTitle ?? '',
        exportAll: () => actions?.exportAll(),
        clear: () => actions?.clear(),
      })}
      <div class="history-frame" role="region" aria-label=${t('Entries')} tabindex="0">
        ${shown ? this.entries(shown) : nothing}
      </div>
    </section>`;
  }

  private get frame(): HTMLElement | null {
    return this.querySelector('.history-frame');
  }

  private entries({ entries, total, all }: HistoryShown): TemplateResult {
    if (all === 0) {
      return notice(
        t('No actions yet'),
        t('Retries, aborts, and broken marks appear here with their outcomes.'),
      );
    }
    if (total === 0) {
      return html`${notice(t('No actions match the filter'))}`;
    }
    const style: HistoryStyle = { ...this.preferences, now: this.second * 1000 };
    return html`<div class="history-table" role="table" aria-label=${t('Action History')}>
        <div role="rowgroup">${historyHeader()}</div>
        <div role="rowgroup">
          ${repeat(
            runsOf(entries, total),
            ({ key }) => key,
            run => this.run(run, style),
          )}
        </div>
      </div>
      ${this.rest(entries.length, total)}`;
  }

  /** A line per run, and one per job where it is unfolded or about one job. */
  private run(run: HistoryRun, style: HistoryStyle): TemplateResult {
    const { entries } = run;
    const isOne = entries.length === 1;
    const id = entries[0]?.run ?? '';
    const isOpen = isOne || this.open.has(id);
    const toggle = (): void => {
      this.open = new Set(isOpen ? [...this.open].filter(one => one !== id) : [...this.open, id]);
    };
    return html`${isOne ? nothing : historyRunRow(run, isOpen, style, toggle)}
    ${
      isOpen
        ? repeat(
            entries,
            entry => entry.id,
            entry => historyRow(entry, style, this.onOpen, isOne),
          )
        : nothing
    }`;
  }

  private rest(known: number, total: number): TemplateResult {
    const more = Math.min(maxEntriesPerMessage, total - known);
    const [shown, all] = [formatCount(known), formatCount(total)];
    return html`<p class="history-rest">
      ${
        more > 0
          ? html`<span class="aside">${t('{shown} of {all} actions', { shown, all })}</span>
              <button type="button" class="link" @click=${() => this.actions?.showMore()}>
                ${t('Show {count} More', { count: formatCount(more) })}
              </button>`
          : html`<span class="aside"
              >${total === 1 ? t('1 action') : t('{count} actions', { count: all })}</span
            >`
      }
      ${
        isChoosing(this.choice)
          ? html`<button
              type="button"
              class="link"
              @click=${() => this.actions?.choose(wholeHistory)}
            >
              ${t('Show All')}
            </button>`
          : nothing
      }
    </p>`;
  }

  private readonly onOpen = ({ id, jobId }: HistoryEntry, event: MouseEvent): void => {
    this.lastOpened = id;
    // `detail` is 0 for clicks by keyboard.
    this.actions?.openJob(jobId, event.detail === 0);
  };
}

customElements.define('action-history', ActionHistoryView);

function notice(title: string, text = ''): TemplateResult {
  return html`<div class="notice">
    ${icon('history')}
    <h2>${title}</h2>
    ${text === '' ? nothing : html`<p>${text}</p>`}
  </div>`;
}
