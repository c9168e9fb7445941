import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { columnTitle, newestFirst, defaultColumnIds } from '../../../src/core/filter/columns';
import type { DashboardHost } from './dashboardHost';
import { OpenDashboard } from './openDashboard';
import type { GlideFigures, Painted, ScrollFigures } from './probeApi';

/** All times in milliseconds. */
export interface DashboardFigures {
  readonly firstPaint: { readonly sinceReady: number; readonly sinceLoad: number };
  /** Keystroke to painted rows. */
  readonly filter: readonly Painted[];
  /** Click to painted rows: the first time an order is asked for, and when it is asked for again. */
  readonly firstSort: readonly Painted[];
  readonly sortAgain: readonly Painted[];
  readonly scrolls: readonly ScrollFigures[];
  readonly glides: readonly GlideFigures[];
  readonly jumps: readonly number[];
  readonly roundTrips: readonly number[];
  readonly elements: number;
  readonly heapMb: number;
}

/** The texts are in names, reasons and ids of the jobs, of few, many and one of them. */
const words = ['host', 'assembly', 'essential', 'terminated', 'ab12', 'pre-1f', 'zzz'];
const warmUpWords = ['exit', 'pro'];
/** Every so many keystrokes a refresh has just brought changes. */
const changeEvery = 5;
const sortsAgain = 30;
/** Four seconds at 60 frames a second. */
const scrollFrames = 240;
const scrollRounds = 3;
const glideRowsASecond = 60;
const glideMs = 5_000;
const jumps = 40;
const settleMs = 1_000;
const wholeOrderMs = 6_000;

/** What a user meets who opens the dashboard, scrolls, searches and sorts, while jobs change. */
export async function measureDashboard(
  browser: Browser,
  host: DashboardHost,
  probe: string,
): Promise<DashboardFigures> {
  const dashboard = await OpenDashboard.open(browser, host, probe);
  const firstPaint = await dashboard.ask('firstPaint');
  const roundTrips = await dashboard.ask('roundTrips', 50);
  const scrolls: ScrollFigures[] = [];
  for (let round = 0; round < scrollRounds; round++) {
    scrolls.push(await dashboard.ask('scroll', scrollFrames));
  }
  // Without a graphics card the last of it is still being painted.
  await delay(settleMs);
  const elements = await dashboard.ask('elements');
  const glides: GlideFigures[] = [];
  for (let round = 0; round < scrollRounds; round++) {
    glides.push(await dashboard.ask('glide', glideRowsASecond, glideMs));
  }
  const jumpTimes = await dashboard.ask('jumps', jumps);
  const firstSort = await sortByEach(dashboard);
  const sortAgain = await sortToAndFro(dashboard, host);
  await type(dashboard, host, warmUpWords);
  const filter = await type(dashboard, host, words);
  const heapMb = await dashboard.heapMb();
  await dashboard.close();
  const scrolled = { scrolls, glides, jumps: jumpTimes };
  return { firstPaint, filter, firstSort, sortAgain, ...scrolled, roundTrips, elements, heapMb };
}

/** Each word a letter at a time, and back. */
async function type(
  dashboard: OpenDashboard,
  host: DashboardHost,
  typed: readonly string[],
): Promise<Painted[]> {
  const times: Painted[] = [];
  await dashboard.focusSearch();
  for (const word of typed) {
    const lengths = Array.from(word, (_, index) => index + 1);
    const back = lengths.map(length => length - 1).reverse();
    for (const [index, length] of [...lengths, ...back].entries()) {
      if (times.length % changeEvery === 0) {
        await host.change();
      }
      const key = index < word.length ? word.charAt(index) : 'Backspace';
      times.push(await dashboard.key(key, word.slice(0, length)));
    }
  }
  return times;
}

/** Every column on show, both ways. */
async function sortByEach(dashboard: OpenDashboard): Promise<Painted[]> {
  const times: Painted[] = [];
  for (const id of defaultColumnIds.filter(column => column !== newestFirst.column)) {
    for (const direction of ['ascending', 'descending']) {
      times.push(await dashboard.sort(columnTitle(id), { column: id, direction }));
    }
  }
  return times;
}

/** Between two columns, with changes. */
async function sortToAndFro(dashboard: OpenDashboard, host: DashboardHost): Promise<Painted[]> {
  const times: Painted[] = [];
  const pair = [
    { title: 'Timestamp', column: 'timestamp', direction: 'descending' },
    { title: 'Job Name', column: 'jobName', direction: 'ascending' },
  ];
  for (const { title, ...wish } of pair) {
    await dashboard.sort(title, wish);
    // The rest of the order is made after its first rows are on screen.
    await delay(wholeOrderMs);
  }
  while (times.length < sortsAgain) {
    for (const { title, ...wish } of pair) {
      if (times.length % changeEvery === 0) {
        await host.change();
      }
      times.push(await dashboard.sort(title, wish));
    }
  }
  return times;
}
