import type { BrowserContext, Page } from 'playwright-core';

/**
 * Sets the language of extension texts; VS Code's own stay English, since they would require a language pack.
 * In a browser, the script with the workbench's texts normally sets this variable, which the workbench passes
 * to the extension host and uses to read manifests.
 */
export async function setDisplayLanguage(
  target: Page | BrowserContext,
  locale: string | undefined,
): Promise<void> {
  if (locale !== undefined) {
    await target.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(locale)};`);
  }
}
