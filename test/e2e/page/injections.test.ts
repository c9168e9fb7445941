import assert from 'node:assert/strict';
import { jobOf } from '../../../src/core/job/jobItem';
import type { ActionEntry } from '../../../src/core/actions/actionLog';
import type { Job } from '../../../src/core/job/job';
import { CanaryServer } from '../../support/fakes/canaryServer';
import { hostileEvent, hostileItem } from '../../support/security/hostileJobs';
import { injections, type Injection } from '../../support/security/injections';
import { Dashboards, type DashboardPage } from './support/dashboardPage';
import { madeUpEntry } from './support/madeUpHistory';
import { columnIds } from '../../../src/core/filter/columns';

/** Elements that the page never makes of its own. */
const foreign = [
  // The pages of AWS about causes.
  'a[href]:not([href^="#"], .cause [href^="https://docs.aws.amazon.com/"])',
  'base',
  'embed',
  'form',
  'iframe',
  'i',
  'img',
  'link:not(head *)',
  'marquee',
  'math',
  'meta:not(head *)',
  'object',
  'script:not(body > *)',
  'style:not(head *)',
  'video',
  '[onerror]',
  '[onload]',
  '[onclick]',
].join(',');

/** An event with these strings in every text of it, each in an attempt, a parameter and a tag of its own. */
function eventOf(jobId: string, texts: readonly string[]): string {
  const [first] = texts.map(text => hostileEvent(text, jobId));
  const named = Object.fromEntries(texts.map(text => [text, text]));
  const attempts = texts.map(text => ({
    statusReason: text,
    container: { reason: text, logStreamName: text, exitCode: 1 },
  }));
  const detail = { ...(first?.['detail'] as object), parameters: named, tags: named, attempts };
  return JSON.stringify({ ...first, detail });
}

describe('the hostile strings in the page', () => {
  const dashboards = new Dashboards();
  const canary = new CanaryServer();
  let all: readonly Injection[];
  let jobs: readonly Job[];
  let history: readonly ActionEntry[];

  before(async () => {
    const address = await canary.start();
    all = injections({
      address,
      command: 'batchMonitor.clearActionHistory',
      script: 'window.canary=1',
    });
    jobs = all.map(hostileItem).map(item => {
      const read = jobOf(item);
      assert(read.ok);
      return read.job;
    });
    history = jobs.map(({ jobId, jobName }, index) => ({
      ...madeUpEntry(index),
      jobId,
      jobName,
      detail: jobName,
      note: jobName.slice(0, 500),
      by: jobName,
      taskId: jobName,
      mediaId: jobName,
    }));
    await dashboards.start();
  });

  afterEach(() => dashboards.closePages());

  after(() => canary.stop());

  /** After whatever was shown: nothing ran, nothing was asked for, no element is not our own. */
  async function nothingHappened({ page }: DashboardPage): Promise<void> {
    const found = await page.evaluate(
      selector => ({
        scriptRan: 'canary' in window,
        polluted: 'polluted' in Object.prototype,
        elements: Array.from(document.querySelectorAll(selector), ({ outerHTML }) => outerHTML),
        commands: window.fakeHost.commands,
      }),
      foreign,
    );
    assert.deepEqual(found, { scriptRan: false, polluted: false, elements: [], commands: [] });
    assert.deepEqual(canary.requests, []);
  }

  const open = (): Promise<DashboardPage> => dashboards.open({ jobs: 0, more: jobs, history });

  it('is text in every row and column', async () => {
    const dashboard = await open();
    const { page } = dashboard;
    await dashboard.ready();
    await page.evaluate(
      columns =>
        window.fakeHost.post({
          type: 'preferences',
          preferences: { columns, timeZone: 'utc', timeStyle: 'absolute' },
        }),
      columnIds.map(id => ({ id })),
    );
    let seen = 0;
    await dashboard.row(0).click();
    for (let row = 0; row < jobs.length; row += 20) {
      await page.keyboard.press(row === 0 ? 'Home' : 'PageDown');
      seen = Math.max(seen, await page.locator('.row:not(.coming)').count());
      await nothingHappened(dashboard);
    }
    await page.keyboard.press('Control+End');
    await dashboard.row(jobs.length - 1).waitFor();
    await nothingHappened(dashboard);
    assert(seen > 10);
    await dashboard.screenshot('injections-table');
  });

  it('is text in the details and the events of jobs', async () => {
    // The fields of a job are looked at one in four; events hold every string.
    const some = jobs.filter((_, index) => index % 4 === 0);
    const dashboard = await dashboards.open({
      jobs: 0,
      more: some,
      // The host reads an event once the user has stayed with its job for a moment.
      speed: 20,
      events: Object.fromEntries(
        some.map(({ jobId }, index) => [
          jobId,
          eventOf(
            jobId,
            all.slice(index * 4, index * 4 + 4).map(({ text }) => text),
          ),
        ]),
      ),
    });
    const { page } = dashboard;
    await dashboard.ready();
    await dashboard.cell(0, 5).click();
    await dashboard.details.waitFor();
    const read = new Set<string>();
    for (let index = 0; index < some.length; index++) {
      if (index > 0) {
        await page.keyboard.press('ArrowDown');
      }
      await page.waitForFunction(count => new Set(window.fakeHost.itemsRead).size > count, index);
      (await page.evaluate(() => window.fakeHost.itemsRead)).forEach(jobId => read.add(jobId));
      await dashboard.details.getByText('Environment', { exact: true }).first().waitFor();
      await nothingHappened(dashboard);
    }
    assert.equal(read.size, some.length);
    await dashboard.screenshot('injections-details');
  });

  it('is text in filters, suggestions and chips', async () => {
    const dashboard = await open();
    const { page } = dashboard;
    await dashboard.ready();
    for (const filter of ['Status', 'Task Type', 'Region', 'Queue', 'Workspace']) {
      await dashboard
        .button(new RegExp(`^${filter}`))
        .first()
        .click();
      await page.getByRole('listbox').getByRole('option').nth(0).waitFor();
      for (let index = 0; index < 8; index++) {
        await page.getByRole('listbox').getByRole('option').nth(index).click();
      }
      await nothingHappened(dashboard);
      await page.keyboard.press('Escape');
    }
    const box = page.getByRole('combobox', { name: 'Search jobs' });
    await box.evaluate(
      async (input: HTMLInputElement, texts) => {
        for (const text of texts) {
          input.value = text;
          input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
          // Painted, with its suggestions, before the next one.
          await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
        }
      },
      all.map(({ text }) => text.slice(0, 900)),
    );
    await nothingHappened(dashboard);
    for (const qualifier of ['status:', 'type:', 'queue:', 'region:', 'workspace:']) {
      await box.fill(qualifier);
      await page.getByRole('listbox').getByRole('option').nth(0).waitFor();
      await nothingHappened(dashboard);
    }
    await dashboard.screenshot('injections-suggestions');
  });

  it('is text in the action history and in messages from the host', async () => {
    const dashboard = await open();
    const { page } = dashboard;
    await dashboard.ready();
    for (const { text } of all) {
      await page.evaluate(hostile => {
        window.fakeHost.post({
          type: 'state',
          connection: { name: hostile, table: hostile, region: hostile, endpoint: hostile },
          load: { phase: 'failed', message: hostile, remedy: hostile, command: 'signIn' },
          total: 0,
          malformed: 3,
          polling: { mode: 'signedOut' },
          lacksBackfill: true,
        });
      }, text);
    }
    await nothingHappened(dashboard);
    await page.evaluate(() => window.fakeHost.setFeed({}));
    await dashboard.button('Action History').first().click();
    await page
      .getByRole('grid', { name: /history/i })
      .or(page.locator('.history'))
      .first()
      .waitFor();
    await nothingHappened(dashboard);
    await dashboard.screenshot('injections-history');
  });
});
