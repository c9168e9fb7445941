import type { ToHost } from '../../src/protocol/toHost';
import type { ToPage } from '../../src/protocol/toPage';
import type { Message } from '../../src/protocol/messages';

export type ChartsAnswer = Message<ToPage, 'charts'>;

export interface ShownCharts {
  readonly answer: ChartsAnswer;
  /** The UTC offset that its days are based on. */
  readonly utcOffsetMinutes: number;
}

export interface ChartsFlowOptions {
  /** The user's choice, possibly in an earlier page. */
  readonly open: boolean | undefined;
  /** Whether the page is large enough to show charts and ten rows. */
  readonly hasRoom: boolean;
  readonly post: (message: ToHost) => void;
  /** Called when something on screen should change. */
  readonly onChange: () => void;
  readonly utcOffsetMinutes: () => number;
}

/**
 * The state of the charts: whether they are expanded, and the latest response. Charts are requested once per
 * result and only after it is on screen, so they never delay rows; the previous charts stay until the
 * response. The host responds in order, so older requests are superseded. Collapsed charts are requested too,
 * for the sparkline.
 */
export class ChartsFlow {
  private open: boolean | undefined;
  private hasRoom: boolean;
  /** Expanded although the table then has too few rows; until the size of the page changes. */
  private isForced = false;
  private current: ShownCharts | undefined;
  private resultId: number | undefined;
  private requested: { readonly id: number; readonly utcOffsetMinutes: number } | undefined;

  constructor(private readonly options: ChartsFlowOptions) {
    this.open = options.open;
    this.hasRoom = options.hasRoom;
  }

  get isOpen(): boolean {
    return this.hasRoom ? (this.open ?? true) : this.isForced;
  }

  /** The user's choice where the page has room; undefined if there is none. */
  get choice(): boolean | undefined {
    return this.open;
  }

  /** Undefined before the first response. */
  get shown(): ShownCharts | undefined {
    return this.current;
  }

  toggle(): void {
    if (this.hasRoom) {
      this.open = !this.isOpen;
    } else {
      this.isForced = !this.isForced;
    }
    this.options.onChange();
  }

  /** Called when the page becomes large enough, or too small. */
  setRoom(hasRoom: boolean): void {
    this.hasRoom = hasRoom;
    this.isForced = false;
    this.options.onChange();
  }

  /** Called when a query's result is on screen. */
  follow(resultId: number): void {
    this.resultId = resultId;
    this.request();
  }

  receive(answer: ChartsAnswer): void {
    if (this.requested?.id === answer.id) {
      this.current = { answer, utcOffsetMinutes: this.requested.utcOffsetMinutes };
      this.options.onChange();
    }
  }

  private request(): void {
    const { resultId: id } = this;
    if (id !== undefined && this.requested?.id !== id) {
      this.requested = { id, utcOffsetMinutes: this.options.utcOffsetMinutes() };
      this.options.post({ type: 'charts', ...this.requested });
    }
  }
}
