import type { Browser, BrowserContext, Page } from 'playwright-core';
import { scaled } from '../../../local/process/slowness';

export interface PageSize {
  readonly width: number;
  readonly height: number;
  /** Device pixels a pixel of the page. */
  readonly scale: number;
}

interface PooledPage {
  readonly page: Page;
  readonly scale: number;
}

/**
 * Pages that tests use one after the other: a renderer that has run the scripts before loads a dashboard in half of the
 * time of a new one. A page that is given back has nothing left of its test.
 */
export class PagePool {
  private readonly free: PooledPage[] = [];
  private readonly scales = new WeakMap<Page, number>();

  constructor(
    private readonly browser: Browser,
    /** Runs in each document before anything else. */
    private readonly script: string,
  ) {}

  async take({ width, height, scale }: PageSize): Promise<Page> {
    const index = this.free.findLastIndex(one => one.scale === scale);
    const [pooled] = index < 0 ? [] : this.free.splice(index, 1);
    const page = pooled?.page ?? (await this.open(scale));
    await page.setViewportSize({ width, height });
    return page;
  }

  async giveBack(page: Page): Promise<void> {
    await page.removeAllListeners(undefined, { behavior: 'ignoreErrors' });
    await page.emulateMedia({
      ...{ media: null, colorScheme: null, reducedMotion: null, forcedColors: null },
    });
    await page.context().clearPermissions();
    await leavePointer(page);
    // Otherwise its animations would go on.
    await page.goto('about:blank');
    this.free.push({ page, scale: this.scales.get(page) ?? 1 });
  }

  private async open(scale: number): Promise<Page> {
    const context: BrowserContext = await this.browser.newContext({ deviceScaleFactor: scale });
    context.setDefaultTimeout(scaled(30_000));
    await context.addInitScript({ content: this.script });
    const page = await context.newPage();
    this.scales.set(page, scale);
    return page;
  }
}

/** As of a page over which no pointer has moved yet. */
const leavePointer = (page: Page): Promise<void> => page.mouse.move(-1, -1);
