import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { themes } from '../local/themes';
import { until } from '../local/until';
import { aFailedJob } from './items';
import { Monitor } from './workbench';

const queue = (name: string): string => `arn:aws:batch:eu-west-1:1:job-queue/${name}`;
const begin = Date.UTC(2026, 10, 23);

const item = (id: number, facts: Record<string, unknown> = {}): Record<string, unknown> => ({
  jobId: `job-${id}`,
  jobName: `job ${id}`,
  status: ['FAILED', 'RUNNING', 'SUCCEEDED'][id % 3],
  jobQueue: queue(id % 2 ? 'storage' : 'ingest-repair'),
  jobDefinition: 'arn:aws:batch:eu-west-1:1:job-definition/own:3',
  timestamp: new Date(begin + id * 1_000).toISOString(),
  region: 'eu-west-1',
  media_id: `media-${id % 7}`,
  statusReason: id % 3 === 0 ? 'Essential container in task exited' : '',
  shard: '0',
  updatedAt: begin + id,
  ...facts,
});

const jobs = Array.from({ length: 180 }, (_, id) => item(id));

describe('the tree in the workbench', () => {
  let monitor: Monitor;

  before(async function () {
    // The first run of all installs VS Code.
    this.timeout(400_000);
    monitor = await Monitor.open({
      index: true,
      items: [
        ...jobs,
        item(1_000, {
          jobName: 'array',
          status: 'PENDING',
          arraySize: 2,
          jobQueue: queue('array'),
        }),
        item(1_001, { jobId: 'job-1000:0', status: 'FAILED', jobQueue: queue('array') }),
        item(1_002, { jobId: 'job-1000:1', status: 'SUCCEEDED', jobQueue: queue('array') }),
      ],
      settings: { 'batchMonitor.liveIntervalSeconds': 1 },
    });
    const { workbench } = monitor;
    await workbench.openView('Batch Monitor');
    await row('Storage').waitFor();
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) {
      await monitor.screenshot(`failed ${this.currentTest.title}`);
    }
  });

  after(() => monitor.close());

  const row = (text: string): Locator => monitor.workbench.treeRow(text);
  const press = (...keys: string[]) =>
    keys.reduce<Promise<void>>(
      (before, key) => before.then(() => monitor.workbench.page.keyboard.press(key)),
      Promise.resolve(),
    );
  const message = (): Locator =>
    monitor.workbench.page.locator('.sidebar .tree-explorer-viewlet-tree-view .message');
  const isExpanded = (text: string) => row(text).getAttribute('aria-expanded');

  /** Where the rows of the tree are scrolled to. */
  const scrolled = (): Promise<number> =>
    monitor.workbench.page
      .locator('.sidebar .monaco-list-rows')
      .first()
      .evaluate(rows => -new DOMMatrix(getComputedStyle(rows).transform).f - rows.offsetTop);

  it('is walked, opened and acted on by keyboard alone', async () => {
    const { workbench } = monitor;
    await workbench.runCommand('Batch Monitor: Focus on Jobs View');
    await press('Home', 'ArrowDown', 'ArrowRight');
    await until('a status is open', async () => (await isExpanded('PENDING')) === 'true');
    await press('ArrowDown');
    const parent = row('array | 2 children');
    await until('the array job is chosen to go on from', async () =>
      /focused/.test((await row('2 children').getAttribute('class')) ?? ''),
    );
    await press('ArrowRight');
    await row('Index 0').waitFor();
    await press('ArrowDown', 'Enter');
    await workbench.editorTab('job 1001').waitFor();
    assert(parent);
  });
});
