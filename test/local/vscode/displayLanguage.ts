import type { BrowserContext, Page } from 'playwright-core';

/**
 * Makes VS Code give extensions their texts in a language; its own stay English, for they would need a
 * language pack. In a browser the workbench is told its language by the script with its texts, which
 * sets this variable; it hands it on to the extension host and to who reads the manifests.
 */
export async function setDisplayLanguage(
  target: Page | BrowserContext,
  locale: string | undefined,
): Promise<void> {
  if (locale !== undefined) {
    await target.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(locale)};`);
  }
}
