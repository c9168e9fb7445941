import type { Frame, Page } from 'playwright-core';
import { until } from '../../local/process/until';
import { Workbench } from '../../local/vscode/workbench';

/** Where a state is waited for, and the role of its rows there. */
const surfaces = { tree: 'treeitem', dashboard: 'row' } as const;
export type Surface = keyof typeof surfaces;

/** As much of a page as is looked at. */
interface PageGlobals {
  readonly document: {
    readonly visibilityState: string;
    hasFocus(): boolean;
    querySelectorAll(selector: string): Iterable<{
      readonly textContent: string | null;
      getAttribute(name: string): string | null;
    }>;
  };
}

export interface WindowOptions {
  readonly extension: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly env: NodeJS.ProcessEnv;
}

/** A VS Code with the focus, the tree and the dashboard side by side, and an eye on both. */
export class WatchedWindow {
  private constructor(
    private readonly workbench: Workbench,
    private readonly dashboard: Frame,
  ) {}

  /** Resolves when both show jobs; `group` is the one of the tree to open, a status. */
  static async open(options: WindowOptions, group: string): Promise<WatchedWindow> {
    const workbench = await Workbench.open(options);
    try {
      await workbench.openView('Batch Monitor');
      const row = workbench.page.getByRole('treeitem', { name: new RegExp(`^${group}: `) });
      await row.waitFor({ timeout: 60_000 });
      await row.click();
      await workbench.runCommand('Batch Monitor: Open Dashboard');
      await workbench.webview.getByRole('grid', { name: 'Jobs' }).waitFor({ timeout: 60_000 });
      return new WatchedWindow(workbench, await frameOfDashboard(workbench.page));
    } catch (error) {
      await workbench.close();
      throw error;
    }
  }

  /** When a row with both texts is on the surface, in milliseconds since the epoch, as its page sees it. */
  async shown(surface: Surface, name: string, status: string, timeout: number): Promise<number> {
    const frame = surface === 'tree' ? this.workbench.page.mainFrame() : this.dashboard;
    // In the page, each frame: what the bench does between has no part in the time.
    const seen = await frame.waitForFunction(
      ([role, ...texts]) => {
        const { document } = globalThis as unknown as PageGlobals;
        const isThere = [...document.querySelectorAll(`[role=${role}]`)].some(row => {
          const text = `${row.getAttribute('aria-label') ?? ''} ${row.textContent}`;
          return texts.every(wanted => text.includes(wanted));
        });
        return isThere && Date.now();
      },
      [surfaces[surface], name, status] as const,
      { polling: 'raf', timeout },
    );
    return (await seen.jsonValue()) as number;
  }

  /** Whether the page thinks that it has the focus and is seen: the rate of refreshes goes by it. */
  hasAttention(): Promise<boolean> {
    return this.workbench.page.evaluate(() => {
      const { document } = globalThis as unknown as PageGlobals;
      return document.hasFocus() && document.visibilityState === 'visible';
    });
  }

  screenshot(file: string): Promise<void> {
    return this.workbench.screenshot(file);
  }

  close(): Promise<void> {
    return this.workbench.close();
  }
}

function frameOfDashboard(page: Page): Promise<Frame> {
  return until('the frame of the dashboard', async () => {
    for (const frame of page.frames()) {
      if ((await frame.locator('[role=grid]').count()) > 0) {
        return frame;
      }
    }
    return undefined;
  });
}
