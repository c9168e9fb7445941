import type { Browser, BrowserContext, Page } from 'playwright-core';
import { scaled } from '../../../local/process/slowness';

export interface PageSize {
  readonly width: number;
  readonly height: number;
  /** Device pixels a pixel of the page. */
  readonly scale: number;
}

/**
 * Pages that tests use one after the other: a renderer that has run the scripts before loads a dashboard in half of the
 * time of a new one. A page that is given back has nothing left of its test.
 */
export class PagePool {
  private readonly free: Page[] = [];
  private readonly scaleOf = new WeakMap<Page, number>();

  constructor(
    private readonly browser: Browser,
    /** Runs in each document before anything else. */
    private readonly script: string,
  ) {}

  async take({ width, height, scale }: PageSize): Promise<Page> {
    const index = this.free.findLastIndex(page => this.scaleOf.get(page) === scale);
    const [free] = index < 0 ? [] : this.free.splice(index, 1);
    const page = free ?? (await this.open(scale));
    await page.setViewportSize({ width, height });
    return page;
  }

  async giveBack(page: Page): Promise<void> {
    await page.removeAllListeners(undefined, { behavior: 'ignoreErrors' });
    await page.emulateMedia({
      media: null,
      colorScheme: null,
      reducedMotion: null,
      forcedColors: null,
    });
    await page.context().clearPermissions();
    await leavePointer(page);
    // Otherwise its animations would go on.
    await page.goto('about:blank');
    this.free.push(page);
  }

  private async open(scale: number): Promise<Page> {
    const context: BrowserContext = await this.browser.newContext({ deviceScaleFactor: scale });
    context.setDefaultTimeout(scaled(30_000));
    await context.addInitScript({ content: this.script });
    const page = await context.newPage();
    this.scaleOf.set(page, scale);
    return page;
  }
}

/** There it hovers over nothing, as before it first moves. */
const leavePointer = (page: Page): Promise<void> => page.mouse.move(-1, -1);
