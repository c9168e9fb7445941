import { existsSync } from 'node:fs';
import { chromium, type Browser as PlaywrightBrowser, type LaunchOptions } from 'playwright-core';
import { findOnPath, installDebianPackages } from '../process/commandsOnPath';

/** The headless shell first: the same engine uses about a fifth less CPU without the browser around it. */
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

/** Runs must not depend on the internet, a graphics card or earlier runs. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Hidden or covered pages must run like visible ones.
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

/** For windows of VS Code that last a minute or two, in which code that is optimized further never pays off. */
export const shortLived = ['--js-flags=--no-opt'];

/** How every browser starts. */
export const launchOptions = async (ownFlags: readonly string[] = []): Promise<LaunchOptions> => ({
  executablePath: await chromiumExecutable(),
  args: [...flags, ...ownFlags],
  // atExit.ts handles signals for everything; Playwright's own exit hook closes the browser.
  handleSIGINT: false,
  handleSIGTERM: false,
  handleSIGHUP: false,
});

/** A headless Chromium: the machine's own, installed first if possible. */
export class Browser {
  private browser: PlaywrightBrowser | undefined;

  constructor(private readonly ownFlags: readonly string[] = []) {}

  async start(): Promise<PlaywrightBrowser> {
    this.browser = await chromium.launch(await launchOptions(this.ownFlags));
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

export async function chromiumExecutable(): Promise<string> {
  const found = findChromium();
  if (found !== undefined) {
    return found;
  }
  const why = 'Chromium or Chrome is needed to show VS Code.';
  // Older Debian-based releases have no separate package for the headless shell.
  await installDebianPackages(['chromium-headless-shell'], why).catch(() =>
    installDebianPackages(['chromium'], why),
  );
  return findChromium() ?? 'chromium';
}
