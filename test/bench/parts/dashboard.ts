import type { Browser as PlaywrightBrowser } from 'playwright-core';
import { Browser } from '../../local/vscode/browser';
import { DashboardHost } from '../dashboard/dashboardHost';
import { measureDashboard, type DashboardFigures } from '../dashboard/measureDashboard';
import { measureFloor, type FloorFigures } from '../dashboard/measureFloor';
import { measureRivals } from '../dashboard/measureRivals';
import { pageScript } from '../dashboard/pageScripts';
import type { Painted, ScrollFigures } from '../dashboard/probeApi';
import type { Part, Result } from '../result';
import { median, quantile } from '../statistics';

interface Size {
  readonly name: string;
  readonly jobs: number;
  readonly filterGoal?: number;
  readonly sortGoal?: number;
  readonly frameGoal?: number;
  readonly filledGoal?: number;
  readonly jumpGoal?: number;
  readonly elementsGoal?: number;
}

const small: Size = { name: '1k', jobs: 1_000 };
const defaultValue: Size = {
  name: '100k',
  jobs: 100_000,
  filterGoal: 50,
  sortGoal: 80,
  frameGoal: 50,
  filledGoal: 0.9,
  jumpGoal: 100,
  elementsGoal: 1_000,
};
const large: Size = { name: '1m', jobs: 1_000_000, filterGoal: 100 };

/** The page as it ships in a real Chromium, with the extension host's side in a process of its own. */
export const dashboard: Part = {
  name: 'dashboard',
  run: async context => {
    // A frame has a heap of its own only in a process of its own, which the headless shell does not give it.
    const launcher = new Browser(['--site-per-process']);
    context.onEnd(() => launcher.stop());
    const browser = await launcher.start();
    const probe = await pageScript('probe');
    const results: Result[] = [];
    const all = new Map<Size, DashboardFigures>();
    for (const size of [small, defaultValue, large]) {
      context.say(`${size.name} jobs …`);
      const host = await DashboardHost.start(size.jobs);
      context.onEnd(() => host.stop());
      const figures = await measureDashboard(browser, host, probe);
      all.set(size, figures);
      results.push(...resultsOf(size, figures));
      if (size === defaultValue) {
        results.push(...floorResults(await measureFloor(browser, host)));
      }
      await host.stop();
    }
    context.say('the rivals …');
    results.push(...(await comparedWithRivals(browser, all.get(defaultValue))));
    const ratio = smoothness(all.get(large)) / smoothness(all.get(defaultValue));
    return [...results, smoothnessResult(ratio, all.get(large), all.get(defaultValue))];
  },
};

/** What the browser, the messages and the machine take of the figures above. */
function floorResults({ keystrokes, frames }: FloorFigures): Result[] {
  const worst = frames.map(times => Math.max(...times));
  return [
    time('dashboard.floor.p50_ms', quantile(keystrokes, 0.5), 'median of the same keystrokes'),
    time(
      'dashboard.floor.p95_ms',
      quantile(keystrokes, 0.95),
      `keystroke to painted rows in an empty page with a plain table of as many cells, which gets as much text from the host; ${keystrokes.length} keystrokes`,
    ),
    time(
      'dashboard.floor.worst_frame_ms',
      median(worst),
      `longest of ${frames[0]?.length ?? 0} frames in which that page replaces the text of all cells, the middle of ${worst.map(short).join(', ')}; p50 ${short(median(frames.flat()))}, p99 ${short(quantile(frames.flat(), 0.99))}`,
    ),
  ];
}

function resultsOf(size: Size, figures: DashboardFigures): Result[] {
  const { name } = size;
  const { filter, firstSort, sortAgain, firstPaint, elements, heapMb, roundTrips } = figures;
  return [
    time(`dashboard.filter.${name}.p50_ms`, at(filter, 0.5), 'median of the same keystrokes'),
    time(
      `dashboard.filter.${name}.p95_ms`,
      at(filter, 0.95),
      `keystroke to painted rows; ${filter.length} keystrokes, of which waiting for the host ${spread(filter)}; a message there and back ${short(median(roundTrips))}`,
      size.filterGoal,
    ),
    time(
      `dashboard.filter.${name}.figures_p95_ms`,
      quantile(
        filter.map(({ whole }) => whole),
        0.95,
      ),
      'the same keystrokes until the figures and the options of the filters are painted, too',
    ),
    time(
      `dashboard.sort.${name}.p95_ms`,
      at(firstSort, 0.95),
      `click to painted rows, an order for the first time; median ${short(at(firstSort, 0.5))}, waiting for the host ${spread(firstSort)}`,
      size.sortGoal,
    ),
    time(
      `dashboard.sort_again.${name}.p95_ms`,
      at(sortAgain, 0.95),
      `the same for an order used shortly before; median ${short(at(sortAgain, 0.5))}, waiting for the host ${spread(sortAgain)}`,
    ),
    worstFrame(size, figures.scrolls),
    filledRatio(size, figures),
    time(
      `dashboard.jump.${name}_ms`,
      quantile(figures.jumps, 0.95),
      `from a jump to all rows in view painted, p95 of ${figures.jumps.length}; median ${short(median(figures.jumps))}`,
      size.jumpGoal,
    ),
    time(
      `dashboard.first_paint.${name}_ms`,
      firstPaint.sinceReady,
      `from the page's first message to its first rows; ${short(firstPaint.sinceLoad)} from the start of its load`,
    ),
    {
      name: `dashboard.nodes.${name}`,
      value: elements,
      unit: 'nodes',
      ...goal(size.elementsGoal),
      better: 'lower',
      detail: 'elements at 1600×900, those in shadow roots included',
    },
    {
      name: `dashboard.heap.${name}_mb`,
      value: heapMb,
      unit: 'MB',
      better: 'lower',
      detail: "the page's own heap after all of this, garbage collected",
    },
  ];
}

function filledRatio({ name, filledGoal }: Size, { glides }: DashboardFigures): Result {
  const ratios = glides.map(({ filled, frames }) => filled / frames);
  return {
    name: `dashboard.scroll.${name}.filled_ratio`,
    value: median(ratios),
    unit: 'x',
    ...goal(filledGoal),
    better: 'higher',
    detail: `frames with all rows in view ÷ all ${glides[0]?.frames ?? 0}, at 60 rows a second; the middle of ${ratios.map(ratio => ratio.toPrecision(3)).join(', ')}`,
  };
}

/** Of several scrolls the middle one: what else runs on the machine disturbs one or the other. */
function worstFrame(size: Size, scrolls: readonly ScrollFigures[]): Result {
  const worst = scrolls.map(({ frames }) => Math.max(...frames));
  const frames = scrolls.flatMap(scroll => scroll.frames);
  const work = scrolls.flatMap(scroll => scroll.work);
  const blank = scrolls.reduce((sum, scroll) => sum + scroll.blank, 0);
  const missed = scrolls.some(({ reachedEnd }) => !reachedEnd);
  return time(
    `dashboard.scroll.${size.name}.worst_frame_ms`,
    median(worst),
    `from end to end in ${scrolls[0]?.frames.length ?? 0} frames, the middle of ${worst.map(short).join(', ')}; p50 ${short(median(frames))}, p99 ${short(quantile(frames, 0.99))}; busy p50 ${short(median(work))}, p99 ${short(quantile(work, 0.99))}; ${blank} of ${frames.length} frames with rows still to come${missed ? '; THE LAST ROW WAS NOT REACHED' : ''}`,
    size.frameGoal,
  );
}

/** The time between frames that 99 of 100 keep. */
function smoothness(figures: DashboardFigures | undefined): number {
  return median((figures?.scrolls ?? []).map(({ frames }) => quantile(frames, 0.99)));
}

function smoothnessResult(
  value: number,
  of1m: DashboardFigures | undefined,
  of100k: DashboardFigures | undefined,
): Result {
  return {
    name: 'dashboard.scroll.smoothness_ratio',
    value,
    unit: 'x',
    goal: 1.25,
    better: 'lower',
    detail: `p99 of the time between frames at 1m jobs ${short(smoothness(of1m))} ÷ at 100k ${short(smoothness(of100k))}`,
  };
}

async function comparedWithRivals(
  browser: PlaywrightBrowser,
  ours: DashboardFigures | undefined,
): Promise<Result[]> {
  const rivals = await measureRivals(browser);
  const row = ((ours?.firstPaint.sinceReady ?? NaN) * 1000) / defaultValue.jobs;
  const ratio = (name: string, rival: number, what: string): Result => ({
    name: `dashboard.row_ratio_vs_${name}`,
    value: rival / row,
    unit: 'x',
    better: 'higher',
    detail: `from data to painted, a row of ${what} ${rival.toPrecision(3)} µs ÷ of ours at 100k ${row.toPrecision(3)} µs`,
  });
  return [
    ratio('toolkit', rivals.toolkit, "the toolkit's data grid at 5,000 rows"),
    ratio('html', rivals.html, 'a plain HTML table at 20,000 rows'),
  ];
}

function time(name: string, value: number, detail: string, reached?: number): Result {
  return { name, value, unit: 'ms', ...goal(reached), better: 'lower', detail };
}

const goal = (value: number | undefined): { goal?: number } =>
  value === undefined ? {} : { goal: value };

const at = (all: readonly Painted[], part: number): number =>
  quantile(
    all.map(({ ms }) => ms),
    part,
  );

/** Of the time the page waited. */
function spread(all: readonly Painted[]): string {
  const waited = all.map(painted => painted.waited);
  return `p50 ${short(median(waited))}, p95 ${short(quantile(waited, 0.95))}`;
}

const short = (ms: number): string => `${Number(ms.toPrecision(3))} ms`;
