import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { icon } from './icons';

let instances = 0;

/** A button that opens a panel below it; the panel closes on Escape, Tab out and a press elsewhere. */
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

  /** Light DOM: one style sheet for the whole page, and labels that reach across. */
  protected override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.closeOutside);
  }

  protected abstract panel(): TemplateResult;

  /** What takes the focus when the panel opens. */
  protected abstract readonly firstFocus: string;

  /** What the panel is, for `aria-haspopup`. */
  protected readonly kind: 'listbox' | 'menu' | 'dialog' = 'dialog';

  /** Beside the label on the button. */
  protected mark(): TemplateResult | typeof nothing {
    return nothing;
  }

  /** What the button shows. */
  protected face(): TemplateResult {
    return html`${this.label}${this.mark()}${icon('chevron')}`;
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
        ${this.face()}
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

  /** A panel near the right edge opens to the left. */
  private keepOnScreen(): void {
    const panel = this.querySelector<HTMLElement>('.popover');
    if (panel) {
      const over = panel.getBoundingClientRect().right - (window.innerWidth - 8);
      panel.style.left = over > 0 ? `${-over}px` : '';
    }
  }

  private readonly closeOutside = (event: Event): void => {
    if (!event.composedPath().includes(this)) {
      this.close(false);
    }
  };

  private readonly onFocusOut = (event: FocusEvent): void => {
    // Focus on the button means a click on it, which closes by itself.
    if (event.relatedTarget instanceof Node && !this.contains(event.relatedTarget)) {
      this.close(false);
    }
  };

  /** Closes this panel alone, not the details beside it. */
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
