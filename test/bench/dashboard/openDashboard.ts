import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Frame, Page } from 'playwright-core';
import { until } from '../../local/process/until';
import type { DashboardHost } from './dashboardHost';
import type { PageGlobals, Painted, Probe, Wish } from './probeApi';

/** Typing and reading are not faster than this. */
const pauseMs = 80;

/** A dashboard on screen with the bench's probe in it, driven by real keys and clicks. */
export class OpenDashboard {
  private constructor(
    private readonly page: Page,
    private readonly frame: Frame,
  ) {}

  static async open(browser: Browser, host: DashboardHost, probe: string): Promise<OpenDashboard> {
    const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript({ content: probe });
    await page.goto(host.address);
    const frame = await until('the frame of the page', () =>
      page.frames().find(candidate => candidate.url() === host.pageAddress),
    );
    return new OpenDashboard(page, frame);
  }

  ask<K extends keyof Probe>(
    what: K,
    ...args: Parameters<Probe[K]>
  ): Promise<Awaited<ReturnType<Probe[K]>>> {
    return this.frame.evaluate(
      ([name, given]) => {
        const { probe } = globalThis as unknown as PageGlobals;
        return (probe[name] as (...all: unknown[]) => never)(...given);
      },
      [what, args] as const,
    );
  }

  async focusSearch(): Promise<void> {
    await this.frame.getByLabel('Search jobs').click();
  }

  /** From the keystroke to the rows of what the search box then holds. */
  key(key: string, text: string): Promise<Painted> {
    return this.painted({ text }, () => this.page.keyboard.press(key));
  }

  /** From the click on a column's title to the rows in that order. */
  sort(title: string, wish: Wish): Promise<Painted> {
    const header = this.frame.getByRole('columnheader', { name: title, exact: true });
    return this.painted(wish, () => header.click());
  }

  /** The page's own heap without garbage, in MB. */
  async heapMb(): Promise<number> {
    // Only a frame in a process of its own has a session of its own: then the heap is the page's alone.
    const session = await this.page.context().newCDPSession(this.frame);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    await session.detach();
    return usedSize / 2 ** 20;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  private async painted(wish: Wish, act: () => Promise<void>): Promise<Painted> {
    await delay(pauseMs);
    await this.ask('expect', wish);
    await act();
    return this.ask('painted');
  }
}
