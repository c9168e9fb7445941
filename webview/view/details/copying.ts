import { t } from '@vscode/l10n';
import {
  html,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { copyText } from '../../copyText';
import { icon } from '../controls/icons';

/** How long a button shows the result. */
const copiedMs = 2000;

/** The copy button pressed last and its result, while shown. */
export class Copying implements ReactiveController {
  private last: { readonly key: string; readonly ok: boolean } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    this.last = undefined;
  }

  /** The text for screen readers. */
  get announcement(): string {
    return this.last ? outcome(this.last) : '';
  }

  /** The title of button `key`: `Copy …`, or the result. */
  title(key: string, name: string): string {
    return this.last?.key === key ? outcome(this.last) : t('Copy {0}', name);
  }

  async copy(key: string, text: string): Promise<void> {
    this.last = { key, ok: await copyText(text) };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.last = undefined;
      this.host.requestUpdate();
    }, copiedMs);
    this.host.requestUpdate();
  }

  /** A small copy button beside a value. */
  button(key: string, name: string, text: string): TemplateResult {
    const title = this.title(key, name);
    const hasCopied = this.last?.key === key && this.last.ok;
    return html`<button
      type="button"
      class=${hasCopied ? 'icon-button copy done' : 'icon-button copy'}
      aria-label=${title}
      title=${title}
      @click=${() => void this.copy(key, text)}
    >
      ${icon(hasCopied ? 'check' : 'copy')}
    </button>`;
  }
}

function outcome({ ok }: { readonly ok: boolean }): string {
  return ok ? t('Copied') : t('Copy failed');
}
