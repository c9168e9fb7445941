import type { BrowserContext, Page } from 'playwright-core';

/**
 * Shows VS Code in another language. A desktop needs a language pack for that. In a browser the workbench
 * is told its language by the script that holds its texts, and hands it on to extensions; telling it
 * the same leaves VS Code's own texts in English and gives extensions theirs in the language.
 */
export async function setDisplayLanguage(
  target: Page | BrowserContext,
  locale: string | undefined,
): Promise<void> {
  if (locale !== undefined) {
    await target.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(locale)};`);
  }
}
