import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Disposable, Locator, Page } from 'playwright-core';
import { useTexts } from '../../../../src/core/text/localization';
import type { ToHost } from '../../../../src/protocol/toHost';
import { scaled } from '../../../local/process/slowness';
import { addWitness } from '../../../local/vscode/witnesses';
import type { FakeHostOptions } from './fakeHost';
import { keepCoverage, startCoverage } from './pageCoverage';
import type { PageSize } from './pagePool';
import { pageStack, type PageStack } from './pageStack';

export type OpenOptions = Partial<FakeHostOptions & PageSize>;

const folder = 'out/screenshots';

let count = 0;

/** Opens dashboards for a file of tests; those open at the same time have browser contexts of their own. */
export class Dashboards {
  private stack: PageStack | undefined;
  private opened: DashboardPage[] = [];

  async start(): Promise<void> {
    this.stack = await pageStack();
  }

  async open(options: OpenOptions = {}): Promise<DashboardPage> {
    const { width = 1600, height = 900, scale = 1, theme = 'dark', jobs = 300, ...rest } = options;
    assert.ok(this.stack);
    const { server, pool } = this.stack;
    const page = await pool.take({ width, height, scale });
    await startCoverage(page);
    const hostOptions: FakeHostOptions = { theme, jobs, ...rest };
    const name = `dashboard ${(count += 1)}`;
    const script = await page.addInitScript(
      `startFakeHost(${JSON.stringify(hostOptions)}, ${JSON.stringify(name)});`,
    );
    const dashboard = new DashboardPage(page, script);
    this.opened.push(dashboard);
    // The server makes the page in this process, as the host does.
    useTexts(rest.texts);
    await page.goto(server.address);
    return dashboard;
  }

  /** After each test: whatever it was about, the page kept its policy and spoke the protocol. */
  async closePages(): Promise<void> {
    const pages = this.opened;
    this.opened = [];
    const faults = await Promise.all(pages.map(page => page.faults()));
    for (const dashboard of pages) {
      dashboard.forget();
      await keepCoverage(dashboard.page);
      await this.close(dashboard);
    }
    assert.deepEqual(faults.flat(), []);
  }

  private async close({ page, script, isReusable }: DashboardPage): Promise<void> {
    if (isReusable) {
      await script.dispose();
      await this.stack?.pool.giveBack(page);
    } else {
      await page.context().close();
    }
  }
}

/** The dashboard as a user meets it. */
export class DashboardPage {
  readonly warnings: string[] = [];
  /** To be called when the page is closed: it can show nothing any more. */
  readonly forget: () => void;
  private readonly errors: string[] = [];
  private readonly console: string[] = [];
  private hasOwnTime = false;

  constructor(
    readonly page: Page,
    /** Starts its host in each document of the page. */
    readonly script: Disposable,
  ) {
    this.forget = addWitness(this);
    page.on('pageerror', error => this.errors.push(error.message));
    page.on('dialog', dialog => {
      this.errors.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('popup', () => this.errors.push('a popup'));
    page.on('request', request => {
      const url = new URL(request.url());
      if (page.url() !== 'about:blank' && url.origin !== new URL(page.url()).origin) {
        this.errors.push(`a request: ${url.href.slice(0, 200)}`);
      }
    });
    page.on('console', message => {
      this.console.push(`${message.type()} ${message.text()}`);
      if (message.type() === 'warning') {
        this.warnings.push(message.text());
      } else if (message.type() === 'error') {
        this.errors.push(message.text());
      }
    });
  }

  /** Stops its clock at this time, in milliseconds since the epoch. */
  async setTime(ms: number): Promise<void> {
    this.hasOwnTime = true;
    await this.page.clock.setFixedTime(ms);
  }

  /** Playwright cannot give a page its clock back, and a page at fault may be in any state. */
  get isReusable(): boolean {
    return !this.hasOwnTime && this.errors.length === 0 && !this.page.isClosed();
  }

  get grid(): Locator {
    return this.page.getByRole('grid', { name: 'Jobs' });
  }

  get details(): Locator {
    return this.page.getByRole('complementary', { name: 'Job details' });
  }

  get footer(): Locator {
    return this.page.getByRole('contentinfo');
  }

  /** The row of the table, 0 being the first job. */
  row(index: number): Locator {
    return this.grid.locator(`[aria-rowindex="${index + 2}"]`);
  }

  /** The text of a cell once its row has come. */
  cell(index: number, column: number): Locator {
    return this.row(index).locator(`[aria-colindex="${column + 1}"]`);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  header(name: string): Locator {
    return this.page.getByRole('columnheader', { name });
  }

  async ready(): Promise<void> {
    await this.row(0).locator('.status-word').waitFor();
  }

  async choose(filter: string, value: string): Promise<void> {
    const filters = this.page.getByRole('region', { name: 'Filters' });
    // On a narrow page.
    const fold = filters.locator('.filters-fold[aria-expanded=false]');
    if (await fold.isVisible()) {
      await fold.click();
    }
    await filters.getByRole('button', { name: filter }).first().click();
    await this.page.getByRole('option', { name: value }).click();
    await this.page.keyboard.press('Escape');
  }

  received(): Promise<ToHost[]> {
    return this.page.evaluate(() => window.fakeHost.received);
  }

  /** What the page has sent of one type: questions about jobs may come in between at any time. */
  async receivedOf(type: ToHost['type']): Promise<ToHost[]> {
    return (await this.received()).filter(message => message.type === type);
  }

  nodeCount(): Promise<number> {
    return this.page.evaluate(() => document.querySelectorAll('*').length);
  }

  async screenshot(name: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    await this.page.screenshot({ path: `${folder}/${name}.png` });
  }

  /** What a person needs who looks into a failed test. */
  async capture(folder: string): Promise<void> {
    await this.page.screenshot({ path: path.join(folder, 'screen.png'), timeout: scaled(10_000) });
    const sent = await this.received();
    const lines = [...this.console, ...this.errors, ...sent.map(one => JSON.stringify(one))];
    await writeFile(path.join(folder, 'page.log'), lines.join('\n'));
  }

  async faults(): Promise<string[]> {
    const seen = await this.page.evaluate(() => [
      ...window.fakeHost.violations,
      ...window.fakeHost.rejected,
    ]);
    return [...this.errors, ...seen];
  }
}

/** As the table writes a time, in the zone of this machine, which is the browser's, too. */
export function localTime(ms: number): string {
  const zone = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - zone).toISOString().slice(0, 19).replace('T', ' ');
}
