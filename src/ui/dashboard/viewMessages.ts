import type { ToPage } from '../../protocol/toPage';
import type { ShownView } from './shownView';

/**
 * Sends views to the page, each until a query returns its id: VS Code drops messages to a page that it hides, and a
 * page that is loading first queries what it showed before.
 */
export class ViewMessages {
  private view: ShownView | undefined;
  private id = 0;

  constructor(private readonly post: (message: ToPage) => void) {}

  /** The newest view, if the page does not show it yet. */
  get unconfirmed(): ShownView | undefined {
    return this.view;
  }

  set(view: ShownView): void {
    this.view = view;
    this.id++;
  }

  send(): void {
    if (this.view) {
      this.post({ type: 'show', id: this.id, ...this.view });
    }
  }

  /** The page shows the view with this id. */
  confirm(id: number | undefined): void {
    if (id === this.id) {
      this.view = undefined;
    }
  }
}
