import { hasModifier } from './modifiers';

/** What Tab reaches, apart from open panels and the marks of charts, which have arrow keys of their own. */
const focusable = ':is(button,vscode-button,select)';
const ownKeys = '.popover *, .chart-marks *';

/**
 * Makes its buttons and native lists one Tab stop: the arrow keys, Home and End move between them. It wraps parts of the page that
 * have many buttons, so that few keystrokes lead to the table.
 */
export class RovingGroup extends HTMLElement {
  private lastFocused: Element | undefined;
  private readonly changes = new MutationObserver(() => this.arrangeLater());
  private frame: number | undefined;

  connectedCallback(): void {
    this.addEventListener('keydown', this.onKey);
    this.addEventListener('focusin', this.onFocus);
    this.changes.observe(this, { childList: true, subtree: true });
    this.arrange();
  }

  disconnectedCallback(): void {
    this.changes.disconnect();
    cancelAnimationFrame(this.frame ?? 0);
    this.frame = undefined;
  }

  /** Which buttons are visible is known after a layout: in the next frame, which has one anyway. */
  private arrangeLater(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.arrange();
    });
  }

  private get items(): HTMLElement[] {
    const all = [...this.querySelectorAll<HTMLElement>(focusable)];
    return all.filter(item => !item.matches(ownKeys) && item.getClientRects().length > 0);
  }

  /** The Tab stop is the button that had the focus last, as long as it is there. */
  private arrange(): void {
    const { items } = this;
    const stop = items.find(item => item === this.lastFocused) ?? items[0];
    for (const item of items) {
      const tabIndex = item === stop ? 0 : -1;
      if (item.tabIndex !== tabIndex || !item.hasAttribute('tabindex')) {
        item.tabIndex = tabIndex;
      }
    }
  }

  private readonly onFocus = ({ target }: Event): void => {
    const item = this.items.find(one => one === target);
    if (item) {
      this.lastFocused = item;
      this.arrange();
    }
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { items } = this;
    const at = items.findIndex(item => item === event.target);
    const to = at < 0 || hasModifier(event) ? undefined : targetOf(event.key, at, items.length);
    if (to !== undefined) {
      event.preventDefault();
      items[to]?.focus();
    }
  };
}

function targetOf(key: string, at: number, length: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % length;
    case 'ArrowLeft':
      return (at + length - 1) % length;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return undefined;
  }
}

customElements.define('roving-group', RovingGroup);
