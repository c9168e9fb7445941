import { existsSync } from 'node:fs';
import { chromium, type Browser as PlaywrightBrowser } from 'playwright-core';
import { findOnPath, installDebianPackages } from '../process/commandsOnPath';

/** The headless shell first: the same engine without a browser around it takes a fifth less of the processor. */
const commands = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Nothing here may depend on the internet, on a graphics card or on what an earlier run left. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A hidden or covered page must go on as a visible one does.
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

/** A headless Chromium: the machine's own, installed first where that is possible. */
export class Browser {
  private browser: PlaywrightBrowser | undefined;

  async start(): Promise<PlaywrightBrowser> {
    this.browser = await chromium.launch({
      executablePath: await chromiumExecutable(),
      args: flags,
      // atExit.ts handles signals for all parts; Playwright's own exit hook ends the browser.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    return this.browser;
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    this.browser = undefined;
  }
}

const findChromium = (): string | undefined =>
  process.env['BATCH_MONITOR_CHROMIUM'] ??
  findOnPath(commands) ??
  macApplications.find(file => existsSync(file));

async function chromiumExecutable(): Promise<string> {
  const found = findChromium();
  if (found !== undefined) {
    return found;
  }
  const why = 'Chromium or Chrome is needed to show VS Code.';
  // Older releases of Debian and its relatives have no package of the shell alone.
  await installDebianPackages(['chromium-headless-shell'], why).catch(() =>
    installDebianPackages(['chromium'], why),
  );
  return findChromium() ?? 'chromium';
}
