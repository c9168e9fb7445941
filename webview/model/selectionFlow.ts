import { t } from '@vscode/l10n';
import { formatCount } from '../../src/core/text/formatCount';
import { plural } from '../../src/core/text/localization';
import { maxSelected, type Message, type ToHost, type ToPage } from '../../src/protocol';
import type { Shown } from './queryFlow';
import { Selection } from './selection';

/** A range with rows that are not known here, until the host has told which jobs they are. */
interface OpenRange {
  readonly id: number;
  readonly list: number;
  readonly start: number;
  readonly end: number;
  /** Of the selection: any other choice makes the range void. */
  readonly version: number;
}

export interface SelectionFlowOptions {
  readonly post: (message: ToHost) => void;
  readonly shown: () => Shown | undefined;
  readonly onChange: () => void;
  /** To a screen reader. */
  readonly announce: (text: string) => void;
}

/** Chooses rows, and asks the host for those that were never on screen. */
export class SelectionFlow {
  readonly selection = new Selection();
  private open: OpenRange | undefined;

  constructor(private readonly options: SelectionFlowOptions) {}

  /** Rows that are chosen. */
  get count(): number {
    return this.selection.count(this.options.shown()?.result.matching ?? 0);
  }

  change(change: (selection: Selection) => void): void {
    change(this.selection);
    this.changed();
  }

  toggle(jobId: string, row: number): void {
    const isDone = this.selection.toggle(jobId, row);
    this.changed();
    if (!isDone) {
      this.options.announce(
        t('At most {0} jobs can be chosen one by one', formatCount(maxSelected)),
      );
    }
  }

  /** From the anchor to this row. */
  extendTo(row: number): void {
    const shown = this.options.shown();
    const from = this.anchorRow(shown) ?? row;
    const start = Math.max(Math.min(from, row), row - maxSelected + 1);
    const end = Math.min(Math.max(from, row) + 1, start + maxSelected);
    const known = shown?.rows.idsIn({ start, end }) ?? [];
    this.selection.range(known);
    this.changed();
    if (shown && known.length < end - start) {
      const { id, list } = shown;
      this.ask({ id, list, start, end, version: this.selection.version });
    }
  }

  receive({ id, start, jobIds }: Message<ToPage, 'ids'>): void {
    const { open } = this;
    if (open?.id === id && open.start === start && open.version === this.selection.version) {
      this.open = undefined;
      this.selection.range(jobIds);
      this.changed();
    }
  }

  /** Another answer is on screen: of the same list, with rows that moved, or of another one. */
  follow({ id, list, shift }: Shown): void {
    this.selection.shift(shift);
    const { open } = this;
    this.open = undefined;
    // The host answers the newest query alone, so what it has not answered yet is asked again.
    if (open?.list === list && open.version === this.selection.version) {
      this.ask({ ...open, id, start: open.start + shift, end: open.end + shift });
    }
  }

  private anchorRow(shown: Shown | undefined): number | undefined {
    const { anchor } = this.selection;
    return anchor?.row === undefined
      ? undefined
      : (shown?.rows.find(anchor.jobId, anchor.row) ?? anchor.row);
  }

  private ask(range: OpenRange): void {
    this.open = range;
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
