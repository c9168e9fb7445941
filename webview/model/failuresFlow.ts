import type { FailureOrder } from '../../src/core/filter/failureOrder';
import type { JobFilter } from '../../src/core/filter/jobFilter';
import type { ValueLabels } from '../../src/core/filter/searchSuggestions';
import type { ShownFailureGroup } from '../../src/protocol/failures';
import type { ToHost } from '../../src/protocol/toHost';
import type { ToPage } from '../../src/protocol/toPage';
import type { Message } from '../../src/protocol/messages';
import { searchChipsOf } from './filterChoice';

export type ShownFailures = Message<ToPage, 'failures'>;

export interface FailuresFlowOptions {
  /** The user's choice in an earlier page. */
  readonly saved: { readonly isOpen: boolean; readonly order: FailureOrder } | undefined;
  readonly post: (message: ToHost) => void;
  readonly onChange: () => void;
}

/** The failures by cause, shown instead of the table while they are open; requested after each result. */
export class FailuresFlow {
  private opened: boolean;
  private requestedOrder: FailureOrder;
  private filter: JobFilter | undefined;
  private id = 0;
  private last: ShownFailures | undefined;
  private readonly unfolded = new Set<string>();
  private activeId: string | undefined;
  private changes = 0;
  private labels: ValueLabels = new Map();

  constructor(private readonly options: FailuresFlowOptions) {
    this.opened = options.saved?.isOpen ?? false;
    this.requestedOrder = options.saved?.order ?? 'count';
  }

  get isOpen(): boolean {
    return this.opened;
  }

  get order(): FailureOrder {
    return this.requestedOrder;
  }

  /** Increases with each change. */
  get version(): number {
    return this.changes;
  }

  /** Undefined before the first response. */
  get shown(): ShownFailures | undefined {
    return this.last;
  }

  /** The group that has the tab stop: the one that had the focus last, else the first one. */
  get active(): string | undefined {
    const groups = this.last?.groups ?? [];
    return (groups.find(({ id }) => id === this.activeId) ?? groups[0])?.id;
  }

  /** What the groups that were last on screen are called, by id: completions offer them in the table, too. */
  get groupLabels(): ValueLabels {
    return this.labels;
  }

  isUnfolded(group: string): boolean {
    return this.unfolded.has(group);
  }

  open(): void {
    this.opened = true;
    this.request();
    this.changed();
  }

  close(): void {
    if (this.opened) {
      this.opened = false;
      this.last = undefined;
      this.changed();
    }
  }

  sortBy(order: FailureOrder): void {
    this.requestedOrder = order;
    this.request();
    this.changed();
  }

  activate(group: string): void {
    if (this.active !== group) {
      this.activeId = group;
      this.changed();
    }
  }

  toggle(group: string): void {
    if (!this.unfolded.delete(group)) {
      this.unfolded.add(group);
    }
    this.changed();
  }

  /** Call when a result of this filter is on screen. */
  follow(shown: JobFilter): void {
    this.filter = shown;
    this.request();
  }

  receive(answer: ShownFailures): void {
    if (answer.id === this.id && this.opened) {
      const [first] = answer.groups;
      // The first one that the user sees shows what groups are made of.
      if (first && !this.last && this.unfolded.size === 0) {
        this.unfolded.add(first.id);
      }
      this.last = answer;
      this.labels = new Map(answer.groups.map(group => [group.id, labelOf(group)]));
      this.changed();
    }
  }

  private changed(): void {
    this.changes++;
    this.options.onChange();
  }

  private request(): void {
    const { filter, opened, requestedOrder: order } = this;
    if (opened && filter) {
      this.options.post({ type: 'failures', id: ++this.id, filter, order });
    }
  }
}

const labelOf = ({ cause, signature }: ShownFailureGroup): string =>
  [cause.title, signature].filter(Boolean).join(' · ');

/** The search without terms for one group: the list of groups would have only that one. */
export function withoutGroup(text: string): string {
  const chip = searchChipsOf(text).find(({ term }) => /^group:/i.test(term));
  return chip ? withoutGroup(chip.rest) : text;
}
