import path from 'node:path';
import { Browser } from '../../local/vscode/browser';
import { emulatorEnvironment, localRegion } from '../../local/dynamodb/emulatorEnvironment';
import { TempFolder } from '../../local/process/tempFolder';
import { PreparedTable } from '../../support/emulators/preparedTable';
import { packageForProduction } from '../buildForProduction';
import { DashboardHost } from '../dashboard/dashboardHost';
import { OpenDashboard } from '../dashboard/openDashboard';
import { pageScript } from '../dashboard/pageScripts';
import { ProbedWindow } from '../memory/probedWindow';
import type { BenchContext, Part, Result } from '../result';
import { median } from '../statistics';

const starts = 3;
const sizes = [
  { name: '100k', jobs: 100_000 },
  { name: '1m', jobs: 1_000_000 },
] as const;
const warmUps = 10;
const panels = 50;
const measureEvery = 5;
const scrollFrames = 240;

/** What the extension host and the page hold, in the real VS Code. */
export const memory: Part = {
  name: 'memory',
  run: async context => {
    const temp = new TempFolder();
    context.onEnd(() => temp.remove());
    context.say('packaging …');
    const vsix = path.join(temp.path, 'batch-monitor.vsix');
    await packageForProduction(vsix);
    const open: OpenWindow = async (endpoint, settings) => {
      const env = emulatorEnvironment(endpoint, temp.path);
      const window = await ProbedWindow.open({ vsix, settings, env });
      context.onEnd(() => window.close());
      return window;
    };
    const results = [await activationMemory(context, open)];
    for (const size of sizes) {
      results.push(...(await hostMemory(context, open, size)));
    }
    return [...results, ...(await pageMemory(context))];
  },
};

type OpenWindow = (
  endpoint: string,
  settings: Readonly<Record<string, unknown>>,
) => Promise<ProbedWindow>;

async function activationMemory({ say }: BenchContext, open: OpenWindow): Promise<Result> {
  const grown: number[] = [];
  for (let start = 1; start <= starts; start++) {
    say(`start ${start} of ${starts} …`);
    // Nothing is set, so nothing is read.
    const window = await open('http://127.0.0.1:1', {});
    const { before, after } = await window.ask('start');
    grown.push(after.usedMb - before.usedMb);
    await window.close();
  }
  return mb(
    'memory.activation_mb',
    median(grown),
    `what loading our code and activate() add to the extension host before the first refresh, median of ${grown.map(short).join(', ')} MB`,
    1,
  );
}

async function hostMemory(
  context: BenchContext,
  open: OpenWindow,
  { name, jobs }: (typeof sizes)[number],
): Promise<Result[]> {
  const { say, onEnd } = context;
  say(`${name} jobs in VS Code …`);
  const table = await PreparedTable.start({ jobs, delayMs: 5 });
  onEnd(() => table.stop());
  const window = await open(table.endpoint, {
    'batchMonitor.endpoint': table.endpoint,
    'batchMonitor.tableName': 'Prepared',
    'batchMonitor.region': localRegion,
    // The jobs stay as they are while it is measured.
    'batchMonitor.liveIntervalSeconds': 0,
    'batchMonitor.refreshIntervalSeconds': 0,
  });
  await window.workbench.openView('Batch Monitor');
  await window.untilLoaded(jobs);
  const { before } = await window.ask('start');
  const loaded = await window.ask('memory');
  await window.openAndClose('openDashboard');
  const used = await window.ask('memory');
  const results = [
    mb(
      `memory.host.${name}_mb`,
      used.usedMb - before.usedMb,
      `more in the extension host than before our activate(), with the tree on show, after a dashboard; ${short(loaded.usedMb - before.usedMb)} MB before it; the whole host ${short(used.usedMb)} MB, resident ${short(used.rssMb)} MB`,
    ),
  ];
  if (jobs === sizes[0].jobs) {
    results.push(...(await panelGrowth(context, window)));
  }
  await window.close();
  await table.stop();
  return results;
}

/** What stays behind of panels that were opened and closed, in the extension host and in the workbench. */
async function panelGrowth({ say }: BenchContext, window: ProbedWindow): Promise<Result[]> {
  say(`${panels} bare panels, then as many dashboards …`);
  const bare = await growth(window, 'openBare');
  const ours = await growth(window, 'openDashboard');
  const each = (values: readonly number[]): string => values.map(short).join(', ');
  return [
    mb(
      'memory.panel_growth_mb',
      slope(ours.host) * panels,
      `extension host, ${panels} times a dashboard opened and closed after ${warmUps}, by the slope of ${each(ours.host)} MB; a bare panel likewise ${short(slope(bare.host) * panels)} MB`,
      2,
    ),
    mb(
      'memory.panel_growth.page_mb',
      (slope(ours.page) - slope(bare.page)) * panels,
      `the workbench's page likewise, beyond what VS Code keeps of bare panels: ${short(slope(ours.page) * panels)} − ${short(slope(bare.page) * panels)} MB; ${each(ours.page)} MB`,
      2,
    ),
  ];
}

interface Growth {
  /** In MB, after every so many panels. */
  readonly host: readonly number[];
  readonly page: readonly number[];
}

async function growth(window: ProbedWindow, kind: 'openDashboard' | 'openBare'): Promise<Growth> {
  const host: number[] = [];
  const page: number[] = [];
  for (let count = 1 - warmUps; count <= panels; count++) {
    await window.openAndClose(kind);
    if (count >= 0 && count % measureEvery === 0) {
      host.push((await window.ask('memory')).usedMb);
      page.push(await window.pageMb());
    }
  }
  return { host, page };
}

/** Growth a panel, by the line that fits best: a single measurement is noisy. */
function slope(values: readonly number[]): number {
  const at = (index: number): number => index * measureEvery;
  const meanAt = at(values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const covariance = values.reduce(
    (sum, value, index) => sum + (at(index) - meanAt) * (value - mean),
    0,
  );
  const variance = values.reduce((sum, _, index) => sum + (at(index) - meanAt) ** 2, 0);
  return covariance / variance;
}

/** In a frame with a process of its own, so that the heap is the page's alone. */
async function pageMemory({ say, onEnd }: BenchContext): Promise<Result[]> {
  const launcher = new Browser();
  onEnd(() => launcher.stop());
  const browser = await launcher.start();
  const probe = await pageScript('probe');
  const results: Result[] = [];
  for (const { name, jobs } of sizes) {
    say(`the page with ${name} jobs …`);
    const host = await DashboardHost.start(jobs);
    onEnd(() => host.stop());
    const dashboard = await OpenDashboard.open(browser, host, probe);
    await dashboard.ask('firstPaint');
    const first = await dashboard.heapMb();
    await dashboard.ask('scroll', scrollFrames);
    const value = await dashboard.heapMb();
    await dashboard.close();
    await host.stop();
    results.push(
      mb(
        `memory.page.${name}_mb`,
        value,
        `the page's own heap after a scroll from end to end; ${short(first)} MB once painted`,
      ),
    );
  }
  return results;
}

const short = (value: number): string => String(Number(value.toPrecision(3)));

const mb = (name: string, value: number, detail: string, goal?: number): Result => ({
  name,
  value,
  unit: 'MB',
  ...(goal === undefined ? {} : { goal }),
  better: 'lower',
  detail,
});
