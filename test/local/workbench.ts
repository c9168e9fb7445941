import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { Browser } from './browser';
import { setDisplayLanguage } from './displayLanguage';
import type { SettingValues } from './settingsFiles';
import { themeClass, themeLabel, type Theme } from './themes';
import { scaled } from './slowness';
import { VsCodeHost, type HostOptions } from './vscodeHost';
import { addWitness } from './witnesses';

export interface WorkbenchOptions extends HostOptions {
  readonly theme?: Theme;
  /** The display language of extensions; English by default. */
  readonly locale?: string;
  readonly size?: { readonly width: number; readonly height: number };
}

/** The address of a webview of this extension. */
const ofOurPage = /[?&]extensionId=momentslab\.batch-monitor(&|$)/;

/** How long a quiet machine may take until what a test waits for is on screen. */
const waitMs = 60_000;
const keptLines = 500;

/** By a part of what it shows. */
const labelled = (all: Locator, text: string): Locator => all.filter({ hasText: text }).first();

/** A VS Code that a test drives as a user does. */
export class Workbench {
  private readonly browser = new Browser();
  private readonly host: VsCodeHost;
  private context: BrowserContext | undefined;
  private opened: Page | undefined;
  private theme: Theme;
  private forget: (() => void) | undefined;
  /** The newest lines of the browser's console. */
  private readonly console: string[] = [];
  /** What the policy of the dashboard's page refused, as the console has it. */
  readonly refusals: string[] = [];

  private constructor(private readonly options: WorkbenchOptions) {
    this.theme = options.theme ?? 'Default Dark Modern';
    const settings = { ...options.settings, 'workbench.colorTheme': this.theme };
    this.host = new VsCodeHost({ ...options, settings });
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

  /** The user's "Reload Window": VS Code keeps its state, settings files are read anew. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.untilReady();
  }

  /**
   * Runs a command by its title in the palette, such as `Batch Monitor: Refresh`. A page that is just
   * opening may take the focus, which closes the palette: then it is opened again.
   */
  async runCommand(title: string): Promise<void> {
    for (let tries = 3; ; tries--) {
      await this.page.keyboard.press('F1');
      try {
        await this.pick(title, '>', scaled(5_000));
        return;
      } catch (error) {
        if (tries === 1) {
          throw error;
        }
      }
    }
  }

  /** Chooses an entry of the quick pick on show. */
  async pick(label: string, prefix = '', timeout = scaled(waitMs)): Promise<void> {
    const picker = this.page.locator('.quick-input-widget');
    await picker
      .locator('input')
      .first()
      .fill(prefix + label, { timeout });
    await labelled(picker.locator('.monaco-list-row'), label).click({ timeout });
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

  /**
   * The texts of all notifications, from their list in the status bar: under the test driver VS Code
   * shows no toasts.
   */
  async notifications(): Promise<string[]> {
    await this.runCommand('Notifications: Show Notifications');
    const list = this.page.locator('.notifications-center');
    await list.waitFor();
    const texts = await list.locator('.notification-list-item').allInnerTexts();
    await this.runCommand('Notifications: Hide Notifications');
    return texts;
  }

  statusBarItem(text: string): Locator {
    return labelled(this.page.locator('.statusbar .statusbar-item'), text);
  }

  /** Changes some of the user's settings; the window is loaded anew, to see them. */
  async changeSettings(changes: SettingValues): Promise<void> {
    // What the theme picker has written into the file must not be undone.
    await this.host.changeSettings({ 'workbench.colorTheme': this.theme, ...changes });
    await this.reload();
  }

  /** Changes the colour theme of the running VS Code and resolves when the workbench wears it. */
  async setTheme(theme: Theme): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.pick(themeLabel(theme));
    this.theme = theme;
    await this.untilThemed();
  }

  async screenshot(file: string): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }

  /** What a person needs who looks into a failed test: the screen and all that was logged. */
  async capture(folder: string): Promise<void> {
    await writeFile(path.join(folder, 'page.log'), this.console.join('\n'));
    await this.host.copyLogs(folder);
    const file = path.join(folder, 'screen.png');
    await this.opened?.screenshot({ path: file, timeout: scaled(10_000) });
  }

  async close(): Promise<void> {
    this.forget?.();
    await this.context?.close();
    await this.browser.stop();
    await this.host.stop();
  }

  private async start(): Promise<void> {
    const { size = { width: 1440, height: 900 } } = this.options;
    await this.host.start();
    const browser = await this.browser.start();
    this.context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' });
    this.context.setDefaultTimeout(scaled(waitMs));
    this.forget = addWitness(this);
    await setDisplayLanguage(this.context, this.options.locale);
    this.context.on('console', message => {
      this.console.push(`${message.type()} ${message.text()}`);
      this.console.splice(0, this.console.length - keptLines);
      const { url } = message.location();
      // Pages of VS Code and of others have policies, too.
      if (message.text().includes('Content Security Policy') && ofOurPage.test(url)) {
        this.refusals.push(message.text());
      }
    });
    this.opened = await this.context.newPage();
    await this.opened.goto(this.host.address);
    await this.untilReady();
  }

  private async untilReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .activitybar').waitFor();
    await this.untilThemed();
  }

  private async untilThemed(): Promise<void> {
    await this.page.locator(`.monaco-workbench.${themeClass(this.theme)}`).waitFor();
  }
}
