import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { showGuide } from '../base/guidePreview';
import { guides, guideTitle, isGuide, type Guide } from '../base/guides';
import type { CommandHandler } from './command';

/** Opens the guide in the argument, or one that the user picks. */
export const openGuide =
  (extensionUri: vscode.Uri): CommandHandler =>
  async target => {
    const guide = isGuide(target) ? target : await pickGuide();
    if (guide) {
      await showGuide(extensionUri, guide);
    }
  };

async function pickGuide(): Promise<Guide | undefined> {
  const picked = await vscode.window.showQuickPick(
    guides.map(guide => ({ guide, label: guideTitle(guide) })),
    { title: t('Open Guide'), placeHolder: t('Select a guide') },
  );
  return picked?.guide;
}
