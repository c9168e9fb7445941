import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icons';
import { Popover } from './popover';
import { handleListKey } from './takeListKey';

export interface MenuItem {
  readonly title: string;
  /** Why it is disabled; undefined if enabled. */
  readonly disabledReason?: string | undefined;
  readonly run: () => void;
}

/** A button that opens a menu. Disabled items stay visible and state why. */
export class ActionMenu extends Popover {
  static override properties = { groups: { attribute: false }, active: { state: true } };

  /** Groups of items, divided by separators. */
  declare groups: readonly (readonly MenuItem[])[];
  declare active: number;
  protected override readonly kind = 'menu';
  protected override readonly firstFocus = '[role="menuitem"]';

  constructor() {
    super();
    this.groups = [];
    this.active = 0;
  }

  /** Shows three dots instead of the label. */
  isBrief = false;

  protected override buttonContent(): TemplateResult {
    return this.isBrief
      ? html`<span class="brief" title=${this.label}>${icon('more')}</span
          ><span class="offscreen">${this.label}</span>`
      : super.buttonContent();
  }

  private get items(): readonly MenuItem[] {
    return this.groups.flat();
  }

  protected override panel(): TemplateResult {
    let index = 0;
    return html`<ul
      class="menu"
      id=${this.uid}
      role="menu"
      aria-label=${this.label}
      @keydown=${this.onMenuKey}
    >
      ${this.groups.map(
        (group, at) => html`
          ${at > 0 ? html`<li class="menu-line" role="separator"></li>` : nothing}
          ${group.map(item => this.item(item, index++))}
        `,
      )}
    </ul>`;
  }

  protected override show(): void {
    this.active = 0;
    super.show();
  }

  private item({ title, disabledReason }: MenuItem, index: number): TemplateResult {
    return html`<li role="none">
      <button
        type="button"
        class="menu-item"
        role="menuitem"
        tabindex=${index === this.active ? 0 : -1}
        aria-disabled=${disabledReason !== undefined}
        @click=${() => this.run(index)}
      >
        <span>${title}</span>
        ${disabledReason === undefined ? nothing : html`<span class="disabled-reason">${disabledReason}</span>`}
      </button>
    </li>`;
  }

  private run(index: number): void {
    const item = this.items[index];
    if (item && item.disabledReason === undefined) {
      this.close();
      item.run();
    }
  }

  private readonly onMenuKey = (event: KeyboardEvent): void => {
    const titles = this.items.map(({ title }) => title);
    const action = handleListKey(event, this.active, titles, '');
    if (!action) {
      return;
    }
    if (action.kind === 'close') {
      this.close();
    } else if (action.kind === 'toggle') {
      this.run(this.active);
    } else {
      this.active = action.index;
      this.querySelectorAll<HTMLElement>('[role="menuitem"]')[action.index]?.focus();
    }
  };
}

customElements.define('action-menu', ActionMenu);
