import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { makeJob, type Job } from '../../../src/core/job/job';
import { until } from '../../local/process/until';
import { Dashboards, type DashboardPage, type OpenOptions } from './support/dashboardPage';
import { madeUpEvent } from './support/madeUpEvents';
import { madeUpJob, newest } from './support/madeUpJobs';

const markup = '<img src=x onerror="window.hacked = 1"><script>window.hacked = 1</script>';
const turned = '\u202egnp.exe\u2066 \u200f\u0000\u001b[31m';
const long = 'x'.repeat(10_001);
const hostile = `${markup}${turned}${long}`;

describe('the full event in the details', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  const failed = Array.from({ length: 300 }, (_, index) => index).find(
    index => madeUpJob(index).status === 'FAILED',
  );
  assert.ok(failed !== undefined);
  const job = madeUpJob(failed);

  /** The details of the job in a row, and what its event tells, are on screen. */
  const openRow = async (
    row: number,
    options: OpenOptions = {},
    awaited = 'Parameters',
  ): Promise<DashboardPage> => {
    const dashboard = await dashboards.open(options);
    await dashboard.ready();
    await dashboard.cell(row, 0).click();
    await dashboard.details.getByText(awaited).first().waitFor();
    return dashboard;
  };
  const section = ({ details }: DashboardPage, title: string): Locator =>
    details.locator('.section').filter({
      has: details.page().getByRole('heading', { name: title, exact: true, level: 3 }),
    });

  it('has one entry per attempt, with its waits, outcome and log stream', async () => {
    const dashboard = await openRow(failed);
    const attempts = section(dashboard, 'Attempts').locator('.attempt');
    assert.equal(await attempts.count(), 2);
    const [first, second] = await attempts.allInnerTexts();
    assert.match(first ?? '', /Attempt 1 failed\s+waited .+ · ran /);
    assert.match(first ?? '', /Host EC2 \(instance i-0a1b2c3d4e5f60718\) terminated\./);
    assert.match(first ?? '', /ingest\/default\/9f8e7d6c/);
    assert.match(second ?? '', /Attempt 2 failed\s+waited 5 s · ran /);
    assert.match(second ?? '', /Exit code\s+137\s+Reason\s+OutOfMemoryError/);
    await dashboard.details.getByText(/^Waited .+ · ran .+ in 2 attempts$/).waitFor();
    await dashboard.details.getByRole('img', { name: /^Timeline: Waited/ }).waitFor();
  });

  it('shows how the job was configured, without values of its environment', async () => {
    const dashboard = await openRow(failed);
    const text = await dashboard.details.innerText();
    assert.match(text, /python -m ingest --title 'It'\\''s a title' --retries 3/);
    assert.match(text, /vCPUs\s+4\s+Memory\s+16384 MiB/);
    assert.match(text, /Timeout\s+1 h 30 min per attempt/);
    assert.match(text, /RETRY on status reason "Host EC2\*"/);
    assert.match(
      await section(dashboard, 'Tags').innerText(),
      /^Tags\s+team\s+media\s+stage\s+pre$/,
    );

    const environment = section(dashboard, 'Environment');
    await environment.getByRole('heading').click();
    await environment.getByText('API_TOKEN').waitFor();
    assert.match(await environment.innerText(), /API_TOKEN\s+\(redacted\)/);
    assert.ok(!(await dashboard.page.content()).includes('s3cret'));
  });

  it('shows the reason of a failure below the status', async () => {
    const dashboard = await openRow(failed);
    assert.equal(await dashboard.details.locator('.reasons').innerText(), job.statusReason);
  });

  it('stays collapsed for other jobs, too', async () => {
    const dashboard = await openRow(failed);
    await section(dashboard, 'Technical').getByRole('heading').click();
    await dashboard.button('Next job').click();
    const other = madeUpJob(failed + 1);
    await dashboard.details.getByRole('heading', { name: other.jobName }).waitFor();
    assert.equal(await section(dashboard, 'Technical').getAttribute('open'), null);
    assert.equal(await section(dashboard, 'General').getAttribute('open'), '');
  });

  it('is read once for a job that stays selected, and not for those skipped', async () => {
    const dashboard = await openRow(0);
    // In one turn of the page: pressed by us, one after the other, a row may be looked at for long.
    await dashboard.page.evaluate(async () => {
      for (let row = 1; row <= 10; row++) {
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }),
        );
        // The table moves its focus when it has painted, which is after some promises.
        for (let step = 0; step < 20; step++) {
          await Promise.resolve();
        }
      }
    });
    await dashboard.details.getByText(madeUpJob(10).jobId).first().waitFor();
    await dashboard.details.getByText('Parameters').waitFor();
    const read = await dashboard.page.evaluate(() => window.fakeHost.itemsRead);
    assert.ok(read.length < 6, `${read.length} items were read for 11 rows`);
    assert.equal(read.at(-1), madeUpJob(10).jobId);

    await dashboard.page.keyboard.press('ArrowUp');
    await dashboard.page.keyboard.press('ArrowDown');
    await dashboard.page.evaluate(
      other => window.fakeHost.apply([{ ...other, jobName: 'another one' }]),
      madeUpJob(20),
    );
    await dashboard.row(20).getByText('another one').waitFor();
    await dashboard.details.getByText('Parameters').waitFor();
    const again = await dashboard.page.evaluate(() => window.fakeHost.itemsRead);
    assert.equal(again.filter(id => id === madeUpJob(10).jobId).length, 1);
  });

  it('copies each full value, with a confirmation', async () => {
    const dashboard = await openRow(failed);
    const { page } = dashboard;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    for (const [name, text] of [
      ['Copy Job queue ARN', job.jobQueue],
      ['Copy Command', `python -m ingest --title 'It'\\''s a title' --retries 3`],
      ['Copy Media ID', job.mediaId],
      ['Copy quality', 'high'],
    ] as const) {
      const button = dashboard.details.getByRole('button', { name, exact: true });
      assert.equal(await button.evaluate(element => getComputedStyle(element).opacity), '0');
      await button.focus();
      // It says so for two seconds: who looks for it must have begun before. So long another one may still say it.
      await Promise.all([
        dashboard.details.locator('button:focus').and(dashboard.button('Copied')).waitFor(),
        dashboard.details.getByRole('status').getByText('Copied').waitFor(),
        page.keyboard.press('Enter'),
      ]);
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
      const focused = dashboard.details.locator(':focus');
      assert.equal(await focused.evaluate(element => getComputedStyle(element).opacity), '1');
    }
  });

  it('keeps the position and the focus while the job changes', async () => {
    const dashboard = await openRow(failed);
    const { page, details } = dashboard;
    const button = await details.getByRole('button', { name: 'Copy Command' }).elementHandle();
    assert.ok(button);
    await button.click();
    const before = await button.boundingBox();
    const scrolled = await details.locator('.drawer-body').evaluate(body => body.scrollTop);
    assert.ok(before && scrolled > 0);

    await page.evaluate(changed => window.fakeHost.apply([changed]), {
      ...job,
      attempts: 3,
      // As long as before.
      statusReason: 'Failed again: Container killed due to memory usage',
    });
    await section(dashboard, 'Technical').getByText('Failed again').waitFor();

    const after = await button.boundingBox();
    assert.ok(after && Math.abs(after.y - before.y) < 1, `it went from ${before.y} to ${after?.y}`);
    assert.ok(await button.evaluate(element => element === document.activeElement));
  });

  it('shows why it could not be read, and is read on retry', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    await dashboard.page.evaluate(() => (window.fakeHost.itemsFail = true));
    await dashboard.cell(failed, 0).click();
    await dashboard.details.getByText('AWS cannot be reached. Check the network.').waitFor();
    await dashboard.details.getByText('Technical').waitFor();
    await dashboard.screenshot('details-failed-event');

    await dashboard.page.evaluate(() => (window.fakeHost.itemsFail = false));
    await dashboard.button('Try Again').focus();
    await dashboard.page.keyboard.press('Enter');

    await dashboard.details.getByText('Parameters').waitFor();
    assert.equal(await dashboard.button('Try Again').count(), 0);
    await until('the keyboard in the drawer', () =>
      dashboard.details.evaluate(drawer => drawer.contains(document.activeElement)),
    );
  });

  it('says that AWS Batch completed it', async () => {
    await openRow(
      failed,
      { completions: { [job.jobId]: 'completed' } },
      'From AWS Batch, just now: the table does not have the complete event.',
    );
  });

  for (const [what, options] of [
    ['parts are', {}],
    ['all of it is', { events: { [job.jobId]: '' } }],
  ] as const) {
    it(`says why ${what} missing, with the statement to copy in sight`, async () => {
      const message = 'AWS denied batch:DescribeJobs in eu-west-1.';
      const snippet = '{"Effect":"Allow"}';
      const dashboard = await openRow(
        failed,
        { ...options, completions: { [job.jobId]: { message, remedy: 'Ask for it.', snippet } } },
        `${message} Ask for it.`,
      );
      const { page, details } = dashboard;
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const button = details.getByRole('button', { name: 'Copy policy statement' });
      assert.equal(await button.evaluate(element => getComputedStyle(element).opacity), '1');
      // It says so for two seconds: who looks for it must have begun before.
      await Promise.all([
        details.getByRole('status').getByText('Copied').waitFor(),
        button.click(),
      ]);
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), snippet);
      await dashboard.screenshot(`details-denied-${what.split(' ')[0]}`);
    });
  }

  it('is replaced by a sentence if the stored event is damaged', async () => {
    const dashboard = await openRow(
      failed,
      { events: { [job.jobId]: '{"detail": {"tags": {"secret": "s3c' } },
      'is not valid JSON',
    );
    assert.match(await dashboard.details.innerText(), /General[^]+Technical/);
    assert.ok(!(await dashboard.page.content()).includes('s3c'));
  });

  it('links to the parent of an array job', async () => {
    const parent = makeJob({ ...job, jobId: 'parent-1', jobName: 'the parent' });
    const child = makeJob({
      ...job,
      jobId: 'parent-1:0',
      parentId: 'parent-1',
      timestamp: new Date(newest + 1000).toISOString(),
    });
    const dashboard = await openRow(0, { more: [parent, child] });
    await dashboard.details.getByRole('button', { name: 'parent-1', exact: true }).click();
    await dashboard.details.getByRole('heading', { name: 'the parent' }).waitFor();
    assert.equal(await dashboard.details.getByText('Parent job').count(), 0);
  });

  it('keeps counting while a job is running', async () => {
    const running = makeJob({
      ...job,
      jobId: 'running-1',
      status: 'RUNNING',
      timestamp: new Date(newest + 60_000).toISOString(),
      createdAt: newest,
      startedAt: newest + 60_000,
      stoppedAt: undefined,
    });
    const dashboard = await openRow(0, { more: [running] });
    await dashboard.setTime(newest + 150_000);
    await dashboard.details.getByText('Waited 1 min · running 1 min 30 s so far').waitFor();
    await dashboard.setTime(newest + 151_000);
    await dashboard.details.getByText('running 1 min 31 s so far').waitFor();
  });

  it('reports contradictory times', async () => {
    const odd = { ...job, stoppedAt: (job.startedAt ?? 0) - 5000 };
    const dashboard = await openRow(failed, {
      more: [odd],
      events: { [job.jobId]: madeUpEvent({ ...odd, status: 'RUNNING' }) },
    });
    await dashboard.details.getByText('attempt 1 stopped before it').waitFor();
    assert.doesNotMatch(await dashboard.details.innerText(), /-\d+ m?s/);
  });

  describe('when all its text is hostile', () => {
    const hostileJob: Job = makeJob({
      ...job,
      jobId: 'hostile-1',
      timestamp: new Date(newest + 60_000).toISOString(),
      statusReason: hostile,
      reason: hostile,
      logStreamName: hostile,
    });
    const events = { 'hostile-1': withTexts(madeUpEvent(hostileJob), hostile) };

    for (const width of [1600, 400]) {
      it(`is text, and stays in place at ${width} px`, async () => {
        const dashboard = await openRow(0, { width, more: [hostileJob], events }, 'Container');
        const { page, details } = dashboard;
        for (const title of await details.locator('.section:not([open]) summary').all()) {
          await title.click();
        }
        const length = hostile.length.toLocaleString('en');
        await details.getByText(`(${length} characters)`).first().waitFor();
        await dashboard.screenshot(`details-hostile-${width}`);

        assert.equal(await page.evaluate(() => 'hacked' in window), false);
        assert.equal(await details.locator(':is(script, img)').count(), 0);
        const outside = await details.evaluate(drawer => {
          const frame = drawer.getBoundingClientRect();
          return [...drawer.querySelectorAll('*:not(.offscreen)')]
            .filter(element => {
              const { left, right, width } = element.getBoundingClientRect();
              return width > 0 && (right > frame.right + 0.5 || left < frame.left - 0.5);
            })
            .map(element => element.outerHTML.slice(0, 80));
        });
        assert.deepEqual(outside, []);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        assert.equal(overflow, 0);
      });
    }
  });
});

/** The event with another text in the place of each text, name and tag that a user may choose. */
function withTexts(event: string, text: string): string {
  const chosen = new Set(['jobId', 'status', 'type', 'name']);
  const replace = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) {
      return value.map(part => replace(part));
    }
    if (typeof value === 'object' && value !== null) {
      const isNamed = key === 'parameters' || key === 'tags';
      return Object.fromEntries(
        Object.entries(value).map(([name, part]) => [
          isNamed ? `${name}${text}` : name,
          replace(part, name),
        ]),
      );
    }
    return typeof value === 'string' && !chosen.has(key) ? text : value;
  };
  return JSON.stringify(replace(JSON.parse(event)));
}
