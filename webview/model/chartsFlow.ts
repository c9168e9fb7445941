import type { TimeZone } from '../../src/core/base/timeZone';
import type { ToHost } from '../../src/protocol/toHost';
import type { ToPage } from '../../src/protocol/toPage';
import type { Message } from '../../src/protocol/messages';

export type ChartsAnswer = Message<ToPage, 'charts'>;

export interface ShownCharts {
  readonly answer: ChartsAnswer;
  /** The zone of the clock that its days are based on. */
  readonly zone: TimeZone;
}

export interface ChartsFlowOptions {
  /** The user's choice, possibly in an earlier page. */
  readonly open: boolean | undefined;
  /** Whether the page is large enough to show charts and ten rows. */
  readonly hasRoom: boolean;
  readonly post: (message: ToHost) => void;
  /** Called when something on screen should change. */
  readonly onChange: () => void;
  readonly zone: () => TimeZone;
  /** Calls back once what is in the page now is painted. */
  readonly afterPaint: (run: () => void) => void;
}

/**
 * The state of the charts: whether they are expanded, and the latest response. Charts are requested once per
 * result and only after it is painted, so they never delay rows; the previous charts stay until the response. The
 * host responds in order, so older requests are superseded. Collapsed charts are requested too, for the sparkline.
 */
export class ChartsFlow {
  private open: boolean | undefined;
  private hasRoom: boolean;
  /** Expanded although the table then has too few rows; until the size of the page changes. */
  private isForced = false;
  private current: ShownCharts | undefined;
  private resultId: number | undefined;
  private requested: { readonly id: number; readonly zone: TimeZone } | undefined;

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

  /** Called when a query's result is in the page. */
  follow(resultId: number): void {
    this.resultId = resultId;
    this.options.afterPaint(() => {
      // Another result may have replaced it meanwhile.
      if (this.resultId === resultId) {
        this.request();
      }
    });
  }

  receive(answer: ChartsAnswer): void {
    if (this.requested?.id === answer.id) {
      this.current = { answer, zone: this.requested.zone };
      this.options.onChange();
    }
  }

  /** Requests the charts again if the user has chosen another clock. */
  followClock(): void {
    if (this.requested) {
      this.request();
    }
  }

  private request(): void {
    const { resultId: id, requested } = this;
    const zone = this.options.zone();
    if (id !== undefined && (requested?.id !== id || requested.zone !== zone)) {
      this.requested = { id, zone };
      this.options.post({ type: 'charts', id, timeZone: zone.name });
    }
  }
}
