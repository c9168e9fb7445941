import { chromium, type BrowserContext } from 'playwright-core';
import { TempFolder } from '../process/tempFolder';
import { launchOptions } from './browser';

/**
 * Host and port of every VS Code server, as its windows see it: Chromium caches by address, and each server has
 * another port. Names under `localhost` are trusted like it.
 */
export const browserAuthority = 'vscode.localhost';

/**
 * Playwright's own that matter here, which ours replace, and one by which Chromium compiles large scripts before it
 * looks whether it has their code.
 */
const disabledFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'BackgroundResourceFetch',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'OptimizationHints',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
];

export interface WorkbenchBrowserOptions {
  readonly flags?: readonly string[];
  readonly size?: { readonly width: number; readonly height: number };
  /** A folder for the profile, which stays; by default a temporary one. */
  readonly profile?: string;
  /** Fills a new profile before Chromium starts. */
  readonly prepare?: (profile: string) => Promise<void>;
}

/** A headless Chromium for windows of one VS Code server, with a profile of its own. */
export class WorkbenchBrowser {
  private temp: TempFolder | undefined;
  private context: BrowserContext | undefined;

  constructor(private readonly options: WorkbenchBrowserOptions = {}) {}

  /** `authority`: host and port of the server, which windows find at `browserAuthority`. */
  async start(authority: string): Promise<BrowserContext> {
    const { flags = [], size = { width: 1600, height: 900 }, prepare } = this.options;
    const profile = this.options.profile ?? (this.temp = new TempFolder()).path;
    await prepare?.(profile);
    this.context = await chromium.launchPersistentContext(profile, {
      ...(await launchOptions([
        ...flags,
        `--host-resolver-rules=MAP ${browserAuthority}:80 ${authority}`,
        `--disable-features=${disabledFeatures.join(',')}`,
      ])),
      viewport: size,
      reducedMotion: 'reduce',
    });
    return this.context;
  }

  async stop(): Promise<void> {
    await this.context?.close();
    this.context = undefined;
    this.temp?.remove();
    this.temp = undefined;
  }
}
