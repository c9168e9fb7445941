import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { Preferences } from '../../../src/protocol/schemas';
import { isInUse, presets } from '../../model/presets';

/** Switches the table to a preset layout, with one click. */
export function presetButtons(
  preferences: Preferences,
  prefer: (change: Partial<Preferences>) => void,
): TemplateResult {
  return html`<div class="presets" role="group" aria-label=${t('Table layout')}>
    ${presets().map(
      preset =>
        html`<button
          type="button"
          class="preset"
          aria-pressed=${isInUse(preset, preferences)}
          title=${preset.hint}
          @click=${() => prefer(preset.layout)}
        >
          ${preset.title}
        </button>`,
    )}
  </div>`;
}
