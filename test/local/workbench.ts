import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { Browser } from './browser';
import { quietSettings } from './quietSettings';
import { writeServerSettings, type SettingValues } from './settingsFiles';
import { TempFolder } from './tempFolder';
import { themeClass, themeLabel, type Theme } from './themes';
import type { VsCodeVersion } from './vscodeParts';
import { VsCodeServer } from './vscodeServer';
import { workbenchAddress } from './workbenchAddress';

export interface WorkbenchOptions {
  readonly version?: VsCodeVersion;
  /** Folder of the extension's sources; with `vsix`, whose manifest tells the settings' scopes. */
  readonly extension: string;
  /** Install this package instead of developing the folder. */
  readonly vsix?: string;
  /** The user's settings, whatever their scope. */
  readonly settings?: SettingValues;
  readonly theme?: Theme;
  /** The folder to open; an empty one by default. */
  readonly folder?: string;
  /** Reaches the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  readonly size?: { readonly width: number; readonly height: number };
  readonly workspaceTrust?: boolean;
}

/** By a part of what it shows. */
const labelled = (all: Locator, text: string): Locator => all.filter({ hasText: text }).first();

/** A VS Code that a test drives as a user does. */
export class Workbench {
  private readonly temp = new TempFolder();
  private readonly browser = new Browser();
  private readonly server: VsCodeServer;
  private settings: SettingValues;
  private context: BrowserContext | undefined;
  private opened: Page | undefined;

  private constructor(private readonly options: WorkbenchOptions) {
    const { version = 'newest', theme = 'Default Dark Modern', env = {} } = options;
    const { workspaceTrust = false } = options;
    this.settings = { ...quietSettings, ...options.settings, 'workbench.colorTheme': theme };
    this.server = new VsCodeServer({ version, dataFolder: this.temp.path, env, workspaceTrust });
  }

  /** Starts a fresh VS Code and resolves when its workbench is on screen. */
  static async open(options: WorkbenchOptions): Promise<Workbench> {
    const workbench = new Workbench(options);
    try {
      await workbench.start();
      return workbench;
    } catch (error) {
      await workbench.close();
      throw error;
    }
  }

  get page(): Page {
    if (!this.opened) {
      throw new Error('The workbench is not open.');
    }
    return this.opened;
  }

  /** Where the workbench can be opened in any other browser, too. */
  get address(): string {
    const { extension, vsix, folder = path.join(this.temp.path, 'workspace') } = this.options;
    return workbenchAddress({
      authority: this.server.authority,
      folder,
      extensionDevelopmentPaths: vsix === undefined ? [extension] : [],
    });
  }

  /** Loads the workbench anew, as a user's "Reload Window". */
  async reload(): Promise<void> {
    await this.page.goto(this.address);
    await this.untilReady();
  }

  /** Runs a command by its title in the palette, such as `Batch Monitor: Refresh`. */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.pick(title, '>');
  }

  /** Chooses an entry of the quick pick on show. */
  async pick(label: string, prefix = ''): Promise<void> {
    const picker = this.page.locator('.quick-input-widget');
    await picker
      .locator('input')
      .first()
      .fill(prefix + label);
    await labelled(picker.locator('.monaco-list-row'), label).click();
  }

  /** Shows a view container by its title; one that is on show stays so. */
  async openView(title: string): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: title });
    await tab.waitFor();
    if ((await tab.getAttribute('aria-expanded')) !== 'true') {
      await tab.click();
    }
    await this.page.locator('.sidebar').getByRole('heading', { name: title }).waitFor();
  }

  /** The rows of the tree on show in the side bar. */
  get treeRows(): Locator {
    return this.page.locator('.sidebar [role="treeitem"]');
  }

  treeRow(text: string): Locator {
    return labelled(this.treeRows, text);
  }

  /** The page inside the webview on show. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  editorTab(title: string): Locator {
    return labelled(this.page.locator('.tabs-container .tab'), title);
  }

  get notifications(): Locator {
    return this.page.locator('.notifications-toasts .notification-toast');
  }

  statusBarItem(text: string): Locator {
    return labelled(this.page.locator('.statusbar .statusbar-item'), text);
  }

  /** Writes some of the user's settings; a server notices when the window is loaded anew. */
  async changeSettings(changes: SettingValues): Promise<void> {
    this.settings = { ...this.settings, ...changes };
    await this.writeSettings();
    await this.reload();
  }

  /** Changes the colour theme of the running VS Code and resolves when the workbench wears it. */
  async setTheme(theme: Theme): Promise<void> {
    this.settings = { ...this.settings, 'workbench.colorTheme': theme };
    await this.runCommand('Preferences: Color Theme');
    await this.pick(themeLabel(theme));
    await this.untilThemed(theme);
  }

  async screenshot(file: string): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }

  async close(): Promise<void> {
    await this.context?.close();
    await this.browser.stop();
    await this.server.stop();
    this.temp.remove();
  }

  private async start(): Promise<void> {
    const { vsix, size = { width: 1440, height: 900 } } = this.options;
    await mkdir(path.join(this.temp.path, 'workspace'));
    await this.writeSettings();
    if (vsix !== undefined) {
      await this.server.installExtension(vsix);
    }
    await this.server.start();
    const browser = await this.browser.start();
    this.context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' });
    this.opened = await this.context.newPage();
    await this.reload();
  }

  private writeSettings(): Promise<void> {
    return writeServerSettings(this.temp.path, this.settings, this.options.extension);
  }

  private async untilReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .activitybar').waitFor({ timeout: 60_000 });
    await this.untilThemed(this.settings['workbench.colorTheme'] as Theme);
  }

  private async untilThemed(theme: Theme): Promise<void> {
    await this.page.locator(`.monaco-workbench.${themeClass(theme)}`).waitFor();
  }
}
