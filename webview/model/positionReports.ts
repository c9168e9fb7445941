import type { Clock } from '../../src/core/base/clock';
import { Throttle } from '../../src/core/base/throttle';
import type { TablePosition } from '../../src/protocol/schemas';
import type { ToHost } from '../../src/protocol/toHost';
import type { SavedState } from './savedState';

/** Scrolling changes the position with every frame. */
const reportMs = 500;

/** Tells the host where the user is in the table, for a page that replaces this one without its state. */
export class PositionReports {
  private readonly throttle: Throttle;
  private position: TablePosition | undefined;
  private reported = '';

  constructor(
    private readonly post: (message: ToHost) => void,
    clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>,
  ) {
    this.throttle = new Throttle(() => this.report(), reportMs, clock);
  }

  update({ topRow, selection }: SavedState): void {
    this.position = { topRow, selection };
    this.throttle.request();
  }

  private report(): void {
    const { position } = this;
    const text = JSON.stringify(position);
    if (position && text !== this.reported) {
      this.reported = text;
      this.post({ type: 'position', position });
    }
  }
}
