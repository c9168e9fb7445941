import { t } from '@vscode/l10n';
import {
  html,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { copyText } from '../../copyText';
import { icon } from '../controls/icons';

/** How long a button says that it has copied. */
const copiedMs = 2000;

/** Which of many copy buttons was pressed last, and whether it worked, for as long as it is told. */
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

  /** What a screen reader is told. */
  get announcement(): string {
    return this.last ? outcome(this.last) : '';
  }

  /** The title of the button `key`: `Copy …`, or what came of it. */
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

  /** A small button beside what it copies. */
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
  return ok ? t('Copied') : t('Not copied');
}
