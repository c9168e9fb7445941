import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { until } from '../../local/process/until';
import type { DashboardHost } from './dashboardHost';
import { pageScript } from './pageScripts';
import type { PageGlobals } from './probeApi';

const keystrokes = 60;
const warmUpKeystrokes = 10;
const pauseMs = 80;
const scrollFrames = 240;
const scrollRounds = 3;

/** In milliseconds. */
export interface FloorFigures {
  readonly keystrokes: readonly number[];
  /** Times between frames, by round. */
  readonly frames: readonly (readonly number[])[];
}

/** What no dashboard can beat here: a page that gets as much text from the host, and shows it in a plain table. */
export async function measureFloor(browser: Browser, host: DashboardHost): Promise<FloorFigures> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
  const page = await context.newPage();
  await page.goto(host.floorAddress);
  const frame = await until('the frame of the floor', () =>
    page.frames().find(candidate => candidate.url() === host.emptyPageAddress),
  );
  await frame.evaluate(await pageScript('floor'));
  await frame.locator('input').click();
  const times: number[] = [];
  for (let key = 0; key < warmUpKeystrokes + keystrokes; key++) {
    await delay(pauseMs);
    await page.keyboard.press('a');
    times.push(await frame.evaluate(() => (globalThis as unknown as PageGlobals).floor.painted()));
  }
  const frames: number[][] = [];
  for (let round = 0; round < scrollRounds; round++) {
    frames.push(
      await frame.evaluate(
        count => (globalThis as unknown as PageGlobals).floor.frames(count),
        scrollFrames,
      ),
    );
  }
  await context.close();
  return { keystrokes: times.slice(warmUpKeystrokes), frames };
}
