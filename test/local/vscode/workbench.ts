import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { cachedBrowser } from './browserCaches';
import { setDisplayLanguage } from './displayLanguage';
import type { SettingValues } from './settingsFiles';
import { themeClass, themeLabel, themeSetting, type Theme } from './themes';
import { scaled } from '../process/slowness';
import { until } from '../process/until';
import { VsCodeHost, type HostOptions } from './vscodeHost';
import { addWitness } from './witnesses';
import { browserAuthority, type WorkbenchBrowser } from './workbenchBrowser';

export interface WorkbenchOptions extends HostOptions {
  readonly theme?: Theme;
  /** The display language of extensions; English by default. */
  readonly locale?: string;
  readonly size?: { readonly width: number; readonly height: number };
  /** Flags of Chromium beside those of every browser. */
  readonly browserFlags?: readonly string[];
}

/** Matches the URL of this extension's webviews. */
const ofOurPage = /[?&]extensionId=momentslab\.batch-monitor(&|$)/;

/** Time, on a quiet machine, until awaited content is on screen. */
const waitMs = 60_000;
/** Time for one attempt at an interaction that VS Code may ignore at first. */
const tryMs = 10_000;
const maxLines = 500;

/** Finds an element by part of its text. */
const labelled = (all: Locator, text: string | RegExp): Locator =>
  all.filter({ hasText: text }).first();

/** A VS Code that a test drives like a user. */
export class Workbench {
  private readonly browser: WorkbenchBrowser;
  private readonly host: VsCodeHost;
  private context: BrowserContext | undefined;
  private opened: Page | undefined;
  private theme: Theme;
  private removeWitness: (() => void) | undefined;
  /** The latest lines of the browser's console. */
  private readonly console: string[] = [];
  /** Content Security Policy violations of the dashboard's page, from the console. */
  readonly refusals: string[] = [];

  private constructor(private readonly options: WorkbenchOptions) {
    this.browser = cachedBrowser(options.version, {
      ...(options.browserFlags && { flags: options.browserFlags }),
      ...(options.size && { size: options.size }),
    });
    this.theme = options.theme ?? 'Default Dark Modern';
    const settings = { ...options.settings, 'workbench.colorTheme': themeSetting(this.theme) };
    this.host = new VsCodeHost({ ...options, settings });
  }

  /** Starts a fresh VS Code; resolves when its workbench is on screen. */
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

  /** Runs "Reload Window": VS Code keeps its state and rereads settings files. */
  async reload(): Promise<void> {
    await Promise.all([
      this.page.waitForEvent('load'),
      this.runCommand('Developer: Reload Window'),
    ]);
    await this.untilReady();
  }

  /**
   * Runs a command by its title in the Command Palette, such as `Batch Monitor: Refresh`. Reopens the palette
   * if a page that is just opening takes the focus, or if the palette was opened before the extension's
   * commands were known.
   */
  async runCommand(title: string): Promise<void> {
    await until(`the command ${title}`, async () => {
      await this.page.keyboard.press('F1');
      try {
        const entry = await this.findPickerItem(title, '>', scaled(3_000));
        await entry.click({ timeout: scaled(5_000) });
      } catch (error) {
        if (await this.picker.isVisible()) {
          await this.closePicker();
        }
        throw error;
      }
      return true;
    });
  }

  /** The open quick pick or input box. */
  get picker(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /** Selects an item of a quick pick, which may only just be taking the place of another one. */
  async pick(label: string): Promise<void> {
    await until(`the entry ${label}`, async () => {
      const entry = await this.findPickerItem(label, '', scaled(tryMs));
      await entry.click({ timeout: scaled(tryMs) });
      return true;
    });
  }

  /** Saves to this file with the open file dialog. */
  async saveAs(file: string): Promise<void> {
    const timeout = scaled(tryMs);
    const name = this.picker.locator('input[type="text"]').first();
    await until('the file dialog is closed', async () => {
      if (await this.picker.isHidden()) {
        return true;
      }
      // While it is still looking at the folder, it ignores the name and its button.
      await name.fill('', { timeout });
      await name.fill(file, { timeout });
      await this.picker.getByText('..', { exact: true }).waitFor({ timeout });
      await this.picker.getByRole('button', { name: 'OK' }).click({ timeout });
      await this.picker.waitFor({ state: 'hidden', timeout });
      return true;
    });
  }

  /** Closes the open quick pick or input box. */
  closePicker(): Promise<void> {
    return this.escapeFrom(this.picker);
  }

  /** Shows a view container by its title, if not shown yet. */
  async openView(title: string): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: title });
    const heading = this.page.locator('.sidebar').getByRole('heading', { name: title });
    await until(`the view ${title}`, async () => {
      // After a reload it is restored, and a click at that moment would hide it.
      if ((await tab.getAttribute('aria-expanded')) !== 'true') {
        await tab.click();
      }
      await heading.waitFor({ timeout: scaled(tryMs) });
      return true;
    });
  }

  /** Focuses a tree view by its title; resolves once it has the focus, because earlier keys would be lost. */
  async focusTree(title: string): Promise<void> {
    await this.runCommand(`Batch Monitor: Focus on ${title} View`);
    // VS Code first gives the focus back to what had it before the palette, such as another tree.
    await this.page.locator(`.sidebar .monaco-list[aria-label="${title}"]:focus-within`).waitFor();
    // A palette that is still open would receive the arrow keys.
    await this.picker.waitFor({ state: 'hidden' });
  }

  /** The rows of the visible tree in the side bar. */
  get treeRows(): Locator {
    return this.page.locator('.sidebar [role="treeitem"]');
  }

  treeRow(text: string): Locator {
    return labelled(this.treeRows, text);
  }

  /** The document inside the visible webview. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /**
   * Focuses the visible webview. VS Code does so when a menu or dialog closes, but not always when slow: it
   * checks every 250 ms whether a webview has the focus, and does not restore a focus that it never saw.
   */
  async focusPage(): Promise<void> {
    await until('the page has the keyboard', async () => {
      await this.runCommand('View: Focus Active Editor Group');
      // VS Code moves the focus a moment later; its palette would take it away again.
      await this.webview.locator('body:focus-within').waitFor({ timeout: scaled(tryMs) });
      return true;
    });
  }

  editorTab(title: string): Locator {
    return labelled(this.page.locator('.tabs-container .tab'), title);
  }

  /** The open menu, including its submenus. */
  get menu(): Locator {
    return this.page.locator('.monaco-menu');
  }

  /**
   * Opens a context menu and its submenus, down to the item at the end of `path`. A single attempt: VS Code
   * closes menus when the window briefly loses the focus.
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

  /** Closes the open menu, including its submenus. */
  closeMenu(): Promise<void> {
    return this.escapeFrom(this.menu);
  }

  /**
   * Runs an item of a context menu; resolves when `outcome` is visible. `look` can inspect the open menu
   * before.
   */
  async runMenuItem(
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
      // VS Code ignores clicks on a menu that has just opened under the mouse.
      await entry.hover({ timeout });
      await labelled(this.menu.locator('.action-menu-item:focus'), path.at(-1) ?? '').press(
        'Enter',
        { timeout },
      );
      await outcome.waitFor({ timeout: 2 * timeout });
      return true;
    });
  }

  /** Confirms the open dialog with Enter, once its first button has the focus. */
  async confirm(): Promise<void> {
    // Its element, because another dialog may follow without a moment between them.
    const button = await this.dialog.locator('.monaco-button:focus').elementHandle();
    await this.page.keyboard.press('Enter');
    await button?.waitForElementState('hidden');
  }

  /**
   * Hovers over an element until its tooltip is visible; retries, because a re-render under the mouse
   * prevents it.
   */
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

  /** A text editor that has the keyboard, which takes some time after its tab opens. */
  get focusedEditor(): Locator {
    return this.page.locator('.editor-instance .monaco-editor.focused');
  }

  private get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  private get notificationList(): Locator {
    return this.page.locator('.notifications-center');
  }

  /**
   * Opens the notification center, since VS Code shows no toasts under the test driver, and waits for a
   * notification with this text. The center closes itself when its last notification is removed, such as
   * finished progress.
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

  /**
   * The texts of all notifications of Batch Monitor; opens and closes the notification center. VS Code has
   * its own ones there, such as about extensions that are slow to start.
   */
  async notifications(): Promise<string[]> {
    const list = this.notificationList;
    const ours = list.locator('.monaco-list-row[aria-label*="source: Batch Monitor"]');
    const texts = await until('the list of notifications', async () => {
      await this.runCommand('Notifications: Show Notifications');
      await list.waitFor({ timeout: scaled(tryMs) });
      return ours.allInnerTexts();
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

  /** The text of the first notification of Batch Monitor, once there is one. */
  firstNotification(): Promise<string> {
    return until('a notification', async () => (await this.notifications())[0]);
  }

  statusBarItem(text: string): Locator {
    return labelled(this.page.locator('.statusbar .statusbar-item'), text);
  }

  /** Changes user settings while the window is open; those that were changed in the window itself are reset. */
  async changeSettings(changes: SettingValues): Promise<void> {
    // The theme picker writes to the same file: keep its value.
    const theme = { 'workbench.colorTheme': themeSetting(this.theme) };
    await this.host.changeSettings({ ...theme, ...changes });
    // VS Code does not watch the user's file, but rereads it when it writes a setting itself.
    await this.runCommand('View: Toggle Minimap');
  }

  /** Changes the colour theme; resolves when the workbench has applied it. */
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

  /** Saves the evidence for a failed test: the screen and all logs. */
  async capture(folder: string): Promise<void> {
    const lines = [...this.console, ...(await this.focusedElements())];
    await writeFile(path.join(folder, 'page.log'), lines.join('\n'));
    await this.host.copyLogs(folder);
    const file = path.join(folder, 'screen.png');
    await this.opened?.screenshot({ path: file, timeout: scaled(10_000) });
  }

  /** Closes what a failed test left open above the workbench: the next one would fail, too. */
  recover(): Promise<void> {
    return this.escapeFrom(this.menu.or(this.picker).or(this.dialog));
  }

  /**
   * Presses Escape until nothing of this is visible. More than once, because a submenu reopens while the mouse is on
   * its item, and what is closed may uncover something else.
   */
  private async escapeFrom(open: Locator): Promise<void> {
    await until(
      'Escape closes it',
      async () => {
        const shown = await open.filter({ visible: true }).count();
        if (shown > 0) {
          await this.page.keyboard.press('Escape');
        }
        return shown === 0;
      },
      { everyMs: 200 },
    );
  }

  /** The focused element of the window and of each frame. */
  private async focusedElements(): Promise<string[]> {
    const script =
      'location.pathname + " has the keyboard in " + document.activeElement?.outerHTML.slice(0, 200)';
    const frames = this.opened?.frames() ?? [];
    const results = await Promise.allSettled(frames.map(frame => frame.evaluate<string>(script)));
    return results.map(one => (one.status === 'fulfilled' ? one.value : String(one.reason)));
  }

  async close(): Promise<void> {
    this.removeWitness?.();
    await this.browser.stop();
    await this.host.stop();
  }

  /** Types into the open quick pick; resolves when the item is offered. */
  private async findPickerItem(label: string, prefix: string, timeout: number): Promise<Locator> {
    await this.picker
      .locator('input')
      .first()
      .fill(prefix + label, { timeout });
    // The palette shows all items until the search is done, then reuses their elements; wait for highlighted
    // matches.
    const found = this.picker
      .locator('.monaco-list-row')
      .filter({ has: this.page.locator('.highlight') });
    const entry = labelled(found, label);
    await entry.waitFor({ timeout });
    return entry;
  }

  private async start(): Promise<void> {
    await this.host.start();
    this.context = await this.browser.start(this.host.authority);
    this.context.setDefaultTimeout(scaled(waitMs));
    this.removeWitness = addWitness(this);
    await setDisplayLanguage(this.context, this.options.locale);
    this.context.on('console', message => {
      this.console.push(`${message.type()} ${message.text()}`);
      this.console.splice(0, this.console.length - maxLines);
      const { url } = message.location();
      // Pages of VS Code and other extensions have policies too.
      if (message.text().includes('Content Security Policy') && ofOurPage.test(url)) {
        this.refusals.push(message.text());
      }
    });
    this.opened = await this.context.newPage();
    await this.opened.goto(this.host.addressAt(browserAuthority));
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
