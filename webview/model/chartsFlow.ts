import type { Message, ToHost, ToPage } from '../../src/protocol';

export type ChartsAnswer = Message<ToPage, 'charts'>;

export interface ShownCharts {
  readonly answer: ChartsAnswer;
  /** Of the clock by which its days begin. */
  readonly utcOffsetMinutes: number;
}

export interface ChartsFlowOptions {
  /** What the user has chosen, perhaps in an earlier page. */
  readonly open: boolean | undefined;
  /** Whether the page is large enough to show charts unasked. */
  readonly hasRoom: boolean;
  readonly post: (message: ToHost) => void;
  /** Something on screen is to change. */
  readonly onChange: () => void;
  readonly utcOffsetMinutes: () => number;
}

/**
 * The charts: whether they are unfolded, and what the host said of them last. They are asked for when
 * a result is on screen, once for each, so they never hold up rows; what is on screen stays until the
 * next answer. The host answers in order, so a question about an earlier result is over by then.
 */
export class ChartsFlow {
  private open: boolean | undefined;
  private current: ShownCharts | undefined;
  private resultId: number | undefined;
  private asked: { readonly id: number; readonly utcOffsetMinutes: number } | undefined;

  constructor(private readonly options: ChartsFlowOptions) {
    this.open = options.open;
  }

  get isOpen(): boolean {
    return this.open ?? this.options.hasRoom;
  }

  /** What the user has chosen; absent while it is left to the size of the page. */
  get choice(): boolean | undefined {
    return this.open;
  }

  /** Absent until the host has answered. */
  get shown(): ShownCharts | undefined {
    return this.current;
  }

  toggle(): void {
    this.open = !this.isOpen;
    this.ask();
    this.options.onChange();
  }

  /** A query's result has come on screen. */
  follow(resultId: number): void {
    this.resultId = resultId;
    this.ask();
  }

  receive(answer: ChartsAnswer): void {
    if (this.asked?.id === answer.id) {
      this.current = { answer, utcOffsetMinutes: this.asked.utcOffsetMinutes };
      this.options.onChange();
    }
  }

  private ask(): void {
    const { resultId: id } = this;
    if (this.isOpen && id !== undefined && this.asked?.id !== id) {
      this.asked = { id, utcOffsetMinutes: this.options.utcOffsetMinutes() };
      this.options.post({ type: 'charts', ...this.asked });
    }
  }
}
