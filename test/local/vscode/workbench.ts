import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { Browser } from './browser';
import { setDisplayLanguage } from './displayLanguage';
import type { SettingValues } from './settingsFiles';
import { themeClass, themeLabel, type Theme } from './themes';
import { scaled } from '../process/slowness';
import { until } from '../process/until';
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
/** The same for one try of what VS Code may not take at once. */
const tryMs = 10_000;
const keptLines = 500;

/** By a part of what it shows. */
const labelled = (all: Locator, text: string | RegExp): Locator =>
  all.filter({ hasText: text }).first();

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
   * opening may take the focus, which closes the palette: then it is opened again. One that was open before
   * the extension was known does not learn of its commands: it is closed for that.
   */
  async runCommand(title: string): Promise<void> {
    await until(`the command ${title}`, async () => {
      await this.page.keyboard.press('F1');
      try {
        const entry = await this.offered(title, '>', scaled(3_000));
        await entry.click({ timeout: scaled(5_000) });
      } catch (error) {
        if (await this.picker.isVisible()) {
          await this.leavePicker();
        }
        throw error;
      }
      return true;
    });
  }

  /** The quick pick or the input box on show. */
  get picker(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /** Chooses an entry of the quick pick on show. */
  async pick(label: string): Promise<void> {
    const entry = await this.offered(label, '', scaled(waitMs));
    await entry.click();
  }

  /** Leaves the quick pick or the input box on show by Escape. */
  async leavePicker(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.picker.waitFor({ state: 'hidden' });
  }

  /** Shows a view container by its title; one that is on show stays so. */
  async openView(title: string): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: title });
    const heading = this.page.locator('.sidebar').getByRole('heading', { name: title });
    await until(`the view ${title}`, async () => {
      // After a reload it comes back by itself; a click on it at that moment hides it.
      if ((await tab.getAttribute('aria-expanded')) !== 'true') {
        await tab.click();
      }
      await heading.waitFor({ timeout: scaled(tryMs) });
      return true;
    });
  }

  /** Gives the keyboard to the jobs view; resolves when it has it, for keys are lost until then. */
  async focusJobs(): Promise<void> {
    await this.runCommand('Batch Monitor: Focus on Jobs View');
    await this.page.locator('.sidebar .monaco-list:focus-within').first().waitFor();
    // A palette that is still open would take the arrow keys.
    await this.picker.waitFor({ state: 'hidden' });
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

  /**
   * Gives the keyboard to the page on show. VS Code does so by itself when a menu or dialog closes, but not always when
   * it is slow: it looks each 250 ms whether a page has the keyboard, and does not give back what it did not see go.
   */
  async focusPage(): Promise<void> {
    await until('the page has the keyboard', async () => {
      await this.runCommand('View: Focus Active Editor Group');
      // VS Code hands the keyboard on a moment later; its palette would take it away again.
      await this.webview.locator('body:focus-within').waitFor({ timeout: scaled(tryMs) });
      return true;
    });
  }

  editorTab(title: string): Locator {
    return labelled(this.page.locator('.tabs-container .tab'), title);
  }

  /** The menu on show, with those that were opened from it. */
  get menu(): Locator {
    return this.page.locator('.monaco-menu');
  }

  /**
   * Opens the menu of something, and the menus in it, down to the entry at the end of `path`. This is one try: VS Code
   * closes a menu when the window loses the focus for a moment.
   */
  async openMenu(of: Locator, path: readonly string[]): Promise<Locator> {
    const timeout = scaled(tryMs);
    const entry = (label = ''): Locator => this.menu.getByText(label, { exact: true }).last();
    if (!(await this.menu.first().isVisible())) {
      await of.click({ button: 'right', timeout });
    }
    for (const label of path.slice(0, -1)) {
      await entry(label).click({ timeout });
    }
    await entry(path.at(-1)).waitFor({ timeout });
    return entry(path.at(-1));
  }

  /** Closes the menu on show; one inside it opens again while the mouse rests on its entry, so a key may not be enough. */
  async closeMenu(): Promise<void> {
    await until(
      'the menu is closed',
      async () => {
        if (!(await this.menu.first().isVisible())) {
          return true;
        }
        await this.page.keyboard.press('Escape');
        return undefined;
      },
      { everyMs: 200 },
    );
  }

  /**
   * Chooses from the menu of something; resolves when `outcome` is on screen. `look` is for what there is to see
   * before.
   */
  async chooseOfMenu(
    of: Locator,
    path: readonly string[],
    outcome: Locator,
    look?: () => Promise<void>,
  ): Promise<void> {
    const timeout = scaled(tryMs);
    await until(`${path.join(', ')} of the menu`, async () => {
      if (await outcome.isVisible()) {
        return true;
      }
      const entry = await this.openMenu(of, path);
      await look?.();
      // VS Code takes no click on what has opened under the mouse a moment ago.
      await entry.hover({ timeout });
      await labelled(this.menu.locator('.action-menu-item:focus'), path.at(-1) ?? '').press(
        'Enter',
        { timeout },
      );
      await outcome.waitFor({ timeout: 2 * timeout });
      return true;
    });
  }

  /** Answers the dialog on show by Enter, once its first button has the keyboard. */
  async confirm(): Promise<void> {
    const dialog = this.page.locator('.monaco-dialog-box');
    await dialog.locator('.monaco-button:focus').waitFor();
    await this.page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Rests the mouse on something until its hover is on show: what is drawn anew under it shows none. */
  async hover(over: Locator, shown: Locator): Promise<void> {
    const timeout = scaled(tryMs);
    await until('a hover', async () => {
      await this.page.mouse.move(900, 300);
      await shown.waitFor({ state: 'hidden', timeout });
      await over.hover({ timeout });
      await shown.waitFor({ timeout });
      return true;
    });
  }

  private get notificationList(): Locator {
    return this.page.locator('.notifications-center');
  }

  /**
   * Opens the list of all notifications, for under the test driver VS Code shows no toasts, and waits for one with
   * this text. The list closes by itself when its last one goes, such as the progress of what has ended.
   */
  async notification(text: string | RegExp): Promise<Locator> {
    const list = this.notificationList;
    const found = labelled(list.locator('.notification-list-item'), text);
    await until(`the notification ${String(text)}`, async () => {
      if (!(await list.isVisible())) {
        await this.runCommand('Notifications: Show Notifications');
      }
      await found.waitFor({ timeout: scaled(tryMs) });
      return true;
    });
    return found;
  }

  /** The texts of all notifications, from their list, which is closed again. */
  async notifications(): Promise<string[]> {
    const list = this.notificationList;
    const texts = await until('the list of notifications', async () => {
      await this.runCommand('Notifications: Show Notifications');
      await list.waitFor({ timeout: scaled(tryMs) });
      return list.locator('.notification-list-item').allInnerTexts();
    });
    await until('the list of notifications is closed', async () => {
      if (await list.isVisible()) {
        await list
          .getByRole('button', { name: 'Hide Notifications' })
          .click({ timeout: scaled(tryMs) });
      }
      return list.isHidden();
    });
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
    const lines = [...this.console, ...(await this.focusedElements())];
    await writeFile(path.join(folder, 'page.log'), lines.join('\n'));
    await this.host.copyLogs(folder);
    const file = path.join(folder, 'screen.png');
    await this.opened?.screenshot({ path: file, timeout: scaled(10_000) });
  }

  /** What has the keyboard, in the window and in each page inside it. */
  private async focusedElements(): Promise<string[]> {
    const script =
      'location.pathname + " has the keyboard in " + document.activeElement?.outerHTML.slice(0, 200)';
    const frames = this.opened?.frames() ?? [];
    const told = await Promise.allSettled(frames.map(frame => frame.evaluate<string>(script)));
    return told.map(one => (one.status === 'fulfilled' ? one.value : String(one.reason)));
  }

  async close(): Promise<void> {
    this.forget?.();
    await this.context?.close();
    await this.browser.stop();
    await this.host.stop();
  }

  /** Types into the quick pick on show; resolves when it offers what was searched for. */
  private async offered(label: string, prefix: string, timeout: number): Promise<Locator> {
    await this.picker
      .locator('input')
      .first()
      .fill(prefix + label, { timeout });
    // The palette lists all until it has searched, and then uses the elements of its rows for others.
    const found = this.picker
      .locator('.monaco-list-row')
      .filter({ has: this.page.locator('.highlight') });
    const entry = labelled(found, label);
    await entry.waitFor({ timeout });
    return entry;
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
