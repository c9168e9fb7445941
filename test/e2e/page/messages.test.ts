import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { defaultPreferences } from '../../../src/protocol/schemas';
import { toPage } from '../../../src/protocol/toPage';
import { checkToPage } from '../../../src/protocol/messages';
import { until } from '../../local/process/until';
import { damaged, noMessages, valuesOf } from '../../support/builders/arbitraryMessages';
import { Dashboards, type DashboardPage } from './support/dashboardPage';
import { madeUpJob } from './support/madeUpJobs';

const count = Number(process.env['BATCH_MONITOR_FUZZ_MESSAGES'] ?? 2000);
const batch = 250;

/** What survives a message between windows. */
const plain = (value: unknown): string | undefined => {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
};

/** The same messages at every run, unless others are wanted. */
const seed = Number(process.env['BATCH_MONITOR_FUZZ_SEED'] ?? 1);

const sampled = (messages: fc.Arbitrary<unknown>, salt: number): string[] =>
  fc.sample(messages, { numRuns: count, seed: seed + salt }).flatMap(value => plain(value) ?? []);

/** Posts messages to the page as they are, those it must drop among them. */
async function post(dashboard: DashboardPage, messages: readonly string[]): Promise<void> {
  for (let start = 0; start < messages.length; start += batch) {
    await dashboard.page.evaluate(
      async texts => {
        for (const text of texts) {
          // As the host does, and as other windows might.
          window.postMessage(text.length % 2 === 0 ? text : JSON.parse(text), '*');
          // Now and then the page paints between two of them.
          if (text.length % 7 === 0) {
            await new Promise(resolve => setTimeout(resolve));
          }
        }
      },
      messages.slice(start, start + batch),
    );
  }
}

/** The page still does what it is for: a new question of the host finds its one job. */
async function isAlive(dashboard: DashboardPage): Promise<void> {
  const { page } = dashboard;
  const { jobId, jobName } = madeUpJob(3);
  await page.evaluate(preferences => {
    window.fakeHost.post({ type: 'preferences', preferences });
    window.fakeHost.setFeed({});
  }, defaultPreferences);
  await page.evaluate(id => window.fakeHost.show({ text: `id:${id}` }), jobId);
  await dashboard.row(0).getByText(jobName).waitFor();
  await dashboard.row(1).waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => 'canary' in window), false);
  assert.equal(await page.evaluate(() => 'polluted' in Object.prototype), false);
}

describe(`messages to the page (seed ${seed})`, () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  it('that are damaged or unknown are ignored, each with a console message, and change nothing', async () => {
    const dashboard = await dashboards.open({ jobs: 20 });
    await dashboard.ready();
    const messages = [...sampled(damaged(valuesOf(toPage)), 1), ...sampled(noMessages, 2)].filter(
      text => !checkToPage(JSON.parse(text)).ok,
    );
    assert(messages.length > count);
    const before = await dashboard.grid.innerText();
    await post(dashboard, messages);
    // They come to the page in turns of their own, and its words to us.
    await until('a word for each', () => dashboard.warnings.length >= messages.length);
    assert.equal(await dashboard.grid.innerText(), before);
    assert.equal(dashboard.warnings.length, messages.length);
    await isAlive(dashboard);
  });

  it('that are valid, of extreme values and in any order, break nothing', async () => {
    const dashboard = await dashboards.open({ jobs: 20 });
    await dashboard.ready();
    const messages = sampled(valuesOf(toPage), 3).filter(text => checkToPage(JSON.parse(text)).ok);
    assert(messages.length > count / 2, String(messages.length));
    await post(dashboard, messages);
    await isAlive(dashboard);
  });
});
