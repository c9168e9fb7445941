import { t } from '@vscode/l10n';
import { formatCount } from '../../src/core/text/formatCount';
import { plural } from '../../src/core/text/localization';
import { maxJobsAtOnce } from '../../src/core/actions/jobActions';
import type { ToHost } from '../../src/protocol/toHost';
import type { ToPage } from '../../src/protocol/toPage';
import type { Message } from '../../src/protocol/messages';
import type { Shown } from './queryFlow';
import { Selection } from './selection';

/** A range with unloaded rows, pending until the host sends their ids. */
interface PendingRange {
  readonly id: number;
  readonly list: number;
  readonly start: number;
  readonly end: number;
  /** The selection's version: any other change cancels the range. */
  readonly version: number;
}

export interface SelectionFlowOptions {
  readonly post: (message: ToHost) => void;
  readonly shown: () => Shown | undefined;
  readonly onChange: () => void;
  /** Announces a text to screen readers. */
  readonly announce: (text: string) => void;
}

/** Selects rows, and requests the ids of rows that are not loaded. */
export class SelectionFlow {
  readonly selection = new Selection();
  private pendingRange: PendingRange | undefined;

  constructor(private readonly options: SelectionFlowOptions) {}

  /** The number of selected rows. */
  get count(): number {
    return this.selection.count(this.options.shown()?.result.matching ?? 0);
  }

  change(change: (selection: Selection) => void): void {
    change(this.selection);
    this.changed();
  }

  toggle(jobId: string, row: number): void {
    const isToggled = this.selection.toggle(jobId, row);
    this.changed();
    if (!isToggled) {
      this.options.announce(
        t('You can select at most {0} jobs individually', formatCount(maxJobsAtOnce)),
      );
    }
  }

  /** Selects from the anchor to this row. */
  extendTo(row: number): void {
    const shown = this.options.shown();
    const from = this.anchorRow(shown) ?? row;
    const start = Math.max(Math.min(from, row), row - maxJobsAtOnce + 1);
    const end = Math.min(Math.max(from, row) + 1, start + maxJobsAtOnce);
    const known = shown?.rows.idsIn({ start, end }) ?? [];
    this.selection.range(known);
    this.changed();
    if (shown && known.length < end - start) {
      const { id, list } = shown;
      this.requestIds({ id, list, start, end, version: this.selection.version });
    }
  }

  receive({ id, start, jobIds }: Message<ToPage, 'ids'>): void {
    const { pendingRange } = this;
    if (
      pendingRange?.id === id &&
      pendingRange.start === start &&
      pendingRange.version === this.selection.version
    ) {
      this.pendingRange = undefined;
      this.selection.range(jobIds);
      this.changed();
    }
  }

  /** Called when a new result is on screen: of the same list, with rows shifted, or of another. */
  follow({ id, list, shift }: Shown): void {
    this.selection.shift(shift);
    const { pendingRange } = this;
    this.pendingRange = undefined;
    // The host responds only to the newest query, so request a pending range again.
    if (pendingRange?.list === list && pendingRange.version === this.selection.version) {
      this.requestIds({
        ...pendingRange,
        id,
        start: pendingRange.start + shift,
        end: pendingRange.end + shift,
      });
    }
  }

  private anchorRow(shown: Shown | undefined): number | undefined {
    const { anchor } = this.selection;
    return anchor?.row === undefined
      ? undefined
      : (shown?.rows.find(anchor.jobId, anchor.row) ?? anchor.row);
  }

  private requestIds(range: PendingRange): void {
    this.pendingRange = range;
    const { id, start, end } = range;
    this.options.post({ type: 'ids', id, start: Math.max(0, start), end });
  }

  private changed(): void {
    if (this.count > 1) {
      this.options.announce(selectedText(this.count));
    }
    this.options.onChange();
  }
}

/** `1,234 jobs selected`. */
export function selectedText(count: number): string {
  const figure = formatCount(count);
  return plural(count, t('{0} job selected', figure), t('{0} jobs selected', figure));
}
