import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { icon } from './icons';

let instances = 0;

/**
 * A button that opens a panel below it; the panel closes on Escape, when the focus leaves, and on a click
 * outside.
 */
export abstract class Popover extends LitElement {
  static override properties: PropertyDeclarations = {
    label: { attribute: false },
    open: { state: true },
  };

  declare label: string;
  declare open: boolean;
  protected readonly uid = `popover-${++instances}`;

  constructor() {
    super();
    this.label = '';
    this.open = false;
  }

  /** Light DOM, so that one style sheet and ARIA references work across the page. */
  protected override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.closeOutside);
  }

  protected abstract panel(): TemplateResult;

  /** Selector of the element focused when the panel opens. */
  protected abstract readonly firstFocus: string;

  /** The value of `aria-haspopup`. */
  protected readonly kind: 'listbox' | 'menu' | 'dialog' = 'dialog';

  /** Content beside the button's label. */
  protected badge(): TemplateResult | typeof nothing {
    return nothing;
  }

  /** The button's content. */
  protected buttonContent(): TemplateResult {
    return html`${this.label}${this.badge()}${icon('chevron')}`;
  }

  protected override render(): TemplateResult {
    return html`<button
        type="button"
        class="select"
        aria-haspopup=${this.kind}
        aria-expanded=${this.open}
        aria-controls=${this.open ? this.uid : nothing}
        @click=${() => (this.open ? this.close() : this.show())}
        @keydown=${this.onButtonKey}
      >
        ${this.buttonContent()}
      </button>
      ${
        this.open
          ? html`<div class="popover" @keydown=${this.onEscape} @focusout=${this.onFocusOut}>
              ${this.panel()}
            </div>`
          : nothing
      }`;
  }

  protected show(): void {
    this.open = true;
    document.addEventListener('pointerdown', this.closeOutside);
    void this.updateComplete.then(() => {
      this.keepOnScreen();
      this.querySelector<HTMLElement>(this.firstFocus)?.focus();
    });
  }

  protected close(returnFocus = true): void {
    this.open = false;
    document.removeEventListener('pointerdown', this.closeOutside);
    if (returnFocus) {
      this.querySelector<HTMLElement>('.select')?.focus();
    }
  }

  /** Moves a panel left if it would overflow the right edge. */
  private keepOnScreen(): void {
    const panel = this.querySelector<HTMLElement>('.popover');
    if (panel) {
      const overflow = panel.getBoundingClientRect().right - (window.innerWidth - 8);
      panel.style.left = overflow > 0 ? `${-overflow}px` : '';
    }
  }

  private readonly closeOutside = (event: Event): void => {
    if (!event.composedPath().includes(this)) {
      this.close(false);
    }
  };

  private readonly onFocusOut = (event: FocusEvent): void => {
    // Focus on the button comes from a click on it, which closes the panel itself.
    if (event.relatedTarget instanceof Node && !this.contains(event.relatedTarget)) {
      this.close(false);
    }
  };

  /** Closes only this panel, not the details drawer. */
  private readonly onEscape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  };

  private readonly onButtonKey = (event: KeyboardEvent): void => {
    if (!this.open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      this.show();
    }
  };
}
