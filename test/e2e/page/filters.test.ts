import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Job } from '../../../src/core/job/job';
import { until } from '../../local/process/until';
import { naiveQuery } from '../../support/oracles/naiveQuery';
import { newestFirst } from '../../../src/core/filter/columns';
import { viewOfLink } from '../../../src/core/filter/dashboardLink';
import { noFilter } from '../../../src/core/filter/jobFilter';
import { defaultTaskTypeRules, makeTaskTypeOf } from '../../../src/core/job/taskType';
import { formatCount } from '../../../src/core/text/formatCount';
import { Dashboards, type DashboardPage } from './support/dashboardPage';
import { madeUpJob, madeUpJobs, newest } from './support/madeUpJobs';

const total = 3000;

describe('the filters and statistics of the dashboard', () => {
  const dashboards = new Dashboards();
  const all = naiveQuery(
    madeUpJobs(total),
    makeTaskTypeOf(defaultTaskTypeRules),
    noFilter,
    newestFirst,
  );

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  const open = async (options: { delayMs?: number } = {}): Promise<DashboardPage> => {
    const dashboard = await dashboards.open({ jobs: total, ...options });
    await dashboard.ready();
    return dashboard;
  };

  const shows = (dashboard: DashboardPage, count: number): Promise<void> =>
    dashboard.footer.getByText(`${formatCount(count)} of 3,000 jobs`).waitFor();

  /** The option that `aria-activedescendant` of a list or box names, once it is such a one. */
  const untilActive = (owner: Locator, wanted: RegExp): Promise<true> =>
    until(`an active option ${wanted}`, async () => {
      const id = await owner.getAttribute('aria-activedescendant');
      const text = id === null ? '' : await owner.page().locator(`#${id}`).innerText();
      return wanted.test(text);
    });

  const countOf = (status: string): number =>
    all.statistics.byStatus.find(({ value }) => value === status)?.count ?? 0;

  it('shows the statistics of all jobs', async () => {
    const dashboard = await open();
    const region = dashboard.page.getByRole('region', { name: 'Statistics' });
    // Whether made-up jobs are stuck depends on the day.
    await region.locator('li:has(.stuck)').evaluateAll(all => all.forEach(chip => chip.remove()));
    const statistics = await region.innerText();
    const { succeeded, failed, running } = all.statistics;

    assert.deepEqual(
      statistics.split(/\s*\n\s*/).filter(text => text !== ''),
      [
        'Total',
        '3,000',
        'Succeeded',
        formatCount(succeeded),
        'Failed',
        formatCount(failed),
        `${formatCount(failed)} unresolved`,
        'Active',
        formatCount(running),
        `${countOf('RUNNING')} running · ${countOf('STARTING') + countOf('RUNNABLE')} starting or waiting`,
        'Success rate',
        `${((100 * succeeded) / (succeeded + failed)).toFixed(1)}%`,
        ...all.statistics.byStatus
          .filter(({ value }) => value !== 'SUCCEEDED' && value !== 'FAILED')
          .flatMap(({ value, count }) => [value, formatCount(count)]),
      ],
    );
    await dashboard.page
      .getByRole('img', { name: `FAILED ${formatCount(failed)}, RUNNING` })
      .waitFor();
  });

  it('filters by a card, shows the total, and removes the filter', async () => {
    const dashboard = await open();
    const card = dashboard.button(/^Failed/);
    await card.click();

    await shows(dashboard, all.statistics.failed);
    assert.equal(await card.getAttribute('aria-pressed'), 'true');
    assert.deepEqual(
      new Set(await dashboard.grid.locator('[aria-colindex="4"] .status-word').allInnerTexts()),
      new Set(['FAILED']),
    );

    await card.click();
    await dashboard.footer.getByText(/^3,000 jobs/).waitFor();
    assert.equal(await card.getAttribute('aria-pressed'), 'false');
  });

  it('keeps the figures while a status is chosen, not those of other filters', async () => {
    const dashboard = await open();
    const figures = (): Promise<string[]> => dashboard.page.locator('.card').allInnerTexts();
    const before = await figures();
    await dashboard.button(/^Failed/).click();
    await shows(dashboard, all.statistics.failed);
    assert.deepEqual(await figures(), before);

    await dashboard.choose('Region', 'us-east-1');
    await dashboard.page.getByText('of 3,000', { exact: true }).waitFor();
    const inRegion = madeUpJobs(total).filter(({ region }) => region === 'us-east-1');
    const texts = await figures();
    const failed = inRegion.filter(({ status }) => status === 'FAILED').length;
    assert.match(texts[0] ?? '', new RegExp(`^Total\\s+${formatCount(inRegion.length)}\\s`));
    assert.match(texts[2] ?? '', new RegExp(`^Failed\\s+${failed}\\s+${failed} unresolved$`));
  });

  const waitingFor = (...hours: readonly number[]): Job[] =>
    hours.map((count, index) => ({
      ...madeUpJob(0),
      jobId: `waiting-${index}`,
      status: 'RUNNABLE',
      timestamp: new Date(Date.now() - count * 3_600_000).toISOString(),
      stoppedAt: undefined,
    }));

  it('shows the stuck jobs in the table, though the causes of failed ones are on screen', async () => {
    const failed = { ...madeUpJob(0), jobId: 'failed', status: 'FAILED' };
    const dashboard = await dashboards.open({ jobs: 0, more: [...waitingFor(2), failed] });
    await dashboard.ready();
    await dashboard.choose('Status', 'FAILED');
    await dashboard.page.getByRole('tab', { name: 'Failures' }).click();
    await dashboard.page.locator('.failure-list .failure').first().waitFor();
    await dashboard.button(/^Stuck/).click();
    await dashboard.footer.getByText('1 of 2 jobs').waitFor();
    await dashboard.page.getByRole('gridcell', { name: 'RUNNABLE' }).waitFor();
  });

  it('offers the stuck jobs where there are some', async () => {
    const waiting = waitingFor(0.5, 2, 3);
    const dashboard = await dashboards.open({ jobs: 0, more: waiting });
    await dashboard.ready();
    const chip = dashboard.button(/^Stuck/);
    assert.match(await chip.innerText(), /^Stuck\s+2$/);
    await chip.click();
    await dashboard.footer.getByText('2 of 3 jobs').waitFor();
    assert.equal(
      await dashboard.page.getByRole('combobox', { name: 'Search jobs' }).inputValue(),
      'is:stuck',
    );
    assert.equal(await chip.getAttribute('aria-pressed'), 'true');
    await chip.click();
    await dashboard.footer.getByText(/^3 jobs/).waitFor();

    const calm = await dashboards.open({ jobs: 0, more: waiting.slice(0, 1) });
    await calm.ready();
    assert.equal(await calm.button(/^Stuck/).count(), 0);
  });

  it('keeps the number of stuck jobs in sight where the figures take one line', async () => {
    for (const [width, height] of [
      [1024, 600],
      [760, 600],
      [480, 800],
    ] as const) {
      const dashboard = await dashboards.open({
        jobs: 12_431,
        more: waitingFor(2, 3),
        width,
        height,
      });
      await dashboard.ready();
      const chip = dashboard.button(/^Stuck/);
      for (const scrolled of [0, 10_000]) {
        await dashboard.page
          .locator('.figures')
          .evaluate((line, left) => line.scrollTo({ left }), scrolled);
        const box = await chip.boundingBox();
        assert.ok(box && box.x >= 0 && box.x + box.width <= width, `at ${width} px`);
        await chip.click({ trial: true });
      }
      await dashboard.screenshot(`stuck-${width}`);
      // A focused figure is not behind it.
      const last = dashboard.page.locator('.figures button').last();
      await last.focus();
      await last.click({ trial: true });
    }
  });

  it('filters by all active statuses with one card', async () => {
    const dashboard = await open();
    await dashboard.button(/^Active/).click();

    await shows(dashboard, all.statistics.running);
    assert.deepEqual(await dashboard.page.locator('.chip').allInnerTexts(), [
      'RUNNING',
      'STARTING',
      'RUNNABLE',
    ]);
  });

  it('narrows by several filters, each with counts', async () => {
    const dashboard = await open();
    await dashboard.button('Status').click();
    const failed = dashboard.page.getByRole('option', { name: 'FAILED' });
    assert.match(await failed.innerText(), new RegExp(`${countOf('FAILED')}$`));
    await failed.click();
    assert.equal(await failed.getAttribute('aria-selected'), 'true');
    await dashboard.page.getByRole('option', { name: 'RUNNING' }).click();
    await dashboard.page.keyboard.press('Escape');
    await shows(dashboard, countOf('FAILED') + countOf('RUNNING'));

    await dashboard.choose('Region', 'us-east-1');
    const chosen = { ...noFilter, statuses: ['FAILED', 'RUNNING'], regions: ['us-east-1'] };
    const expected = naiveQuery(madeUpJobs(total), () => '', chosen, newestFirst).jobs.length;
    await shows(dashboard, expected);

    await dashboard.button('Remove filter Status: RUNNING').click();
    await dashboard.button('Remove filter Region: us-east-1').click();
    await shows(dashboard, countOf('FAILED'));
    await dashboard.button('Clear').click();
    await dashboard.footer.getByText(/^3,000 jobs/).waitFor();
    assert.equal(await dashboard.page.locator('.chip').count(), 0);
  });

  it('searches as it is typed, and explains invalid terms', async () => {
    const dashboard = await open();
    const { page } = dashboard;
    const failed = countOf('FAILED');
    await page.keyboard.press('Control+f');
    const box = page.getByRole('combobox', { name: 'Search jobs' });
    assert.ok(await box.evaluate(element => element === document.activeElement));

    await page.keyboard.type('status:failed');
    await shows(dashboard, failed);

    await page.keyboard.type(' exit:x -y1z');
    await page.getByText('exit: needs a whole number, for example exit:137').waitFor();
    assert.equal(await box.getAttribute('aria-invalid'), 'true');
    const describedBy = await box.getAttribute('aria-describedby');
    assert.equal(await page.locator(`#${describedBy}`).count(), 1);
    await shows(dashboard, failed);
    await dashboard.screenshot('search-problem');

    await page.keyboard.press('Escape');
    await dashboard.footer.getByText(/^3,000 jobs/).waitFor();
    assert.equal(await box.inputValue(), '');
    assert.equal(await box.getAttribute('aria-invalid'), 'false');
  });

  it('shows the rows of a search before its figures, where most jobs match', async () => {
    const dashboard = await open();
    const { page, footer } = dashboard;
    const release = await page.evaluateHandle(() => {
      const { fakeHost } = window;
      const post = fakeHost.post.bind(fakeHost);
      const held: unknown[] = [];
      fakeHost.post = message => {
        const isResult = (message as { readonly type: string }).type === 'result';
        (isResult ? (one: unknown) => held.push(one) : post)(message);
      };
      return () => held.forEach(post);
    });
    const rare = madeUpJobs(25).find(({ status }) => status !== 'SUCCEEDED');
    assert(rare);
    const row = dashboard.grid.getByTitle(rare.jobId);
    await row.waitFor();

    await page.getByRole('combobox', { name: 'Search jobs' }).fill(`-status:${rare.status}`);

    await row.waitFor({ state: 'detached' });
    await dashboard.row(25).locator('.status-word').waitFor();
    await footer.getByText(/^3,000 jobs/).waitFor();
    const figures = page.locator('.figures');
    await until('the figures are marked as late', () =>
      figures.evaluate(element => getComputedStyle(element).opacity === '0.6'),
    );
    await dashboard.screenshot('late-figures');

    await release.evaluate(run => run());

    await shows(dashboard, total - countOf(rare.status));
    assert.equal(await figures.evaluate(element => getComputedStyle(element).opacity), '1');
  });

  it('keeps a search when the page is reloaded, and clears it with the filters', async () => {
    const dashboard = await open();
    const { page } = dashboard;
    await page.getByRole('combobox', { name: 'Search jobs' }).fill('-status:failed');
    await shows(dashboard, total - countOf('FAILED'));
    await page.reload();
    await shows(dashboard, total - countOf('FAILED'));
    assert.equal(
      await page.getByRole('combobox', { name: 'Search jobs' }).inputValue(),
      '-status:failed',
    );
    await dashboard.button('Clear').click();
    await dashboard.footer.getByText(/^3,000 jobs/).waitFor();
    assert.equal(await page.getByRole('combobox', { name: 'Search jobs' }).inputValue(), '');
  });

  it('suggests qualifiers and the values of the jobs', async () => {
    const dashboard = await open();
    const { page } = dashboard;
    const box = page.getByRole('combobox', { name: 'Search jobs' });
    await box.focus();
    await page.keyboard.type('sta');
    await page.getByRole('option', { name: /^status:/ }).waitFor();
    assert.equal(await box.getAttribute('aria-expanded'), 'true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: 'FAILED' }).waitFor();
    await page.keyboard.type('su');
    await page.getByRole('option', { name: 'FAILED' }).waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await untilActive(box, /SUBMITTED|SUCCEEDED/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    assert.match(await box.inputValue(), /^status:(SUBMITTED|SUCCEEDED) $/);
    assert.ok(await box.evaluate(element => element === document.activeElement));
    await shows(dashboard, countOf((await box.inputValue()).trim().slice(7)));

    await box.fill('');
    await page.keyboard.type('exit:137 type:z');
    await page.getByRole('option', { name: '"Assembly (Zip Package)"' }).click();
    assert.match(await box.inputValue(), / type:"Assembly \(Zip Package\)" $/);
    assert.equal(await page.getByRole('listbox').count(), 0);
  });

  it('keeps suggesting values while no job matches the incomplete term', async () => {
    const dashboard = await open();
    const { page } = dashboard;
    const box = page.getByRole('combobox', { name: 'Search jobs' });
    await box.focus();
    await page.keyboard.type('status:su');
    await shows(dashboard, 0);
    await page.keyboard.type('c');
    await page.getByRole('option', { name: 'SUCCEEDED' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await untilActive(box, /SUCCEEDED/);
  });

  it('also suggests values when they arrive after the typed letters', async () => {
    const dashboard = await open({ delayMs: 300 });
    const { page } = dashboard;
    const box = page.getByRole('combobox', { name: 'Search jobs' });
    await box.fill('exit:99999');
    await shows(dashboard, 0);
    await box.selectText();
    await page.keyboard.type('type:z');
    await page.getByRole('option', { name: '"Assembly (Zip Package)"' }).click();
    assert.match(await box.inputValue(), /^type:"Assembly \(Zip Package\)" $/);
  });

  it('shows each term of the search as a chip that removes it', async () => {
    const dashboard = await open();
    await dashboard.page
      .getByRole('combobox', { name: 'Search jobs' })
      .fill('status:failed -region:us exit:137');
    await dashboard.button('Remove filter Search: -region:us').click();
    assert.equal(
      await dashboard.page.getByRole('combobox', { name: 'Search jobs' }).inputValue(),
      'status:failed exit:137',
    );
    await shows(dashboard, countOf('FAILED'));
  });

  it('filters by queue, with counts that follow the other filters', async () => {
    const dashboard = await open();
    await dashboard.choose('Status', 'FAILED');
    await dashboard.choose('Queue', 'generic-pre');
    const chosen = { ...noFilter, statuses: ['FAILED'], queues: ['generic-pre'] };
    const expected = naiveQuery(madeUpJobs(total), () => '', chosen, newestFirst);
    await shows(dashboard, expected.matching);
    await dashboard
      .button(/^Queue/)
      .first()
      .click();
    for (const { value, count } of expected.facets.queues) {
      await dashboard.page
        .getByRole('option', { name: `${value} ${formatCount(count)}` })
        .waitFor();
    }
  });

  it('filters by job definition, and by its revisions apart', async () => {
    const earlier = madeUpJobs(40).map(job => ({
      ...job,
      jobId: `earlier-${job.jobId}`,
      jobDefinition: job.jobDefinition.replace(/:\d+$/, ':40'),
    }));
    const jobs = [...madeUpJobs(total), ...earlier];
    const expecting = (definitions: readonly string[]) =>
      naiveQuery(jobs, () => '', { ...noFilter, definitions }, newestFirst);
    const dashboard = await dashboards.open({ jobs: total, more: earlier });
    await dashboard.ready();
    await dashboard
      .button(/^Definition/)
      .first()
      .click();
    const listbox = dashboard.page.getByRole('listbox', { name: 'Definition' });
    const option = (value: string): Locator =>
      listbox.getByRole('option', { name: new RegExp(`^${value} [\\d,]+$`) });
    for (const { value, count } of expecting([]).facets.definitions) {
      await listbox
        .getByRole('option', { name: `${value} ${formatCount(count)}`, exact: true })
        .waitFor();
    }
    assert.match(await option('ingest-pre:40').innerText(), /^:40\s/);
    await dashboard.screenshot('definitions');

    await option('ingest-pre:40').click();
    const chosen = ['ingest-pre:40'];
    const count = (): string => formatCount(expecting(chosen).matching);
    await dashboard.footer.getByText(`${count()} of 3,040 jobs`).waitFor();
    chosen.push('storage-pre');
    await option('storage-pre').click();
    await dashboard.footer.getByText(`${count()} of 3,040 jobs`).waitFor();
    await dashboard.page.keyboard.press('Escape');
    await dashboard.button('Remove filter Definition: ingest-pre:40').click();
    chosen.shift();
    await dashboard.footer.getByText(`${count()} of 3,040 jobs`).waitFor();
  });

  it('filters by time: until now, or between two moments', async () => {
    const dashboard = await open();
    const { page } = dashboard;
    await dashboard.setTime(newest);
    await dashboard.button(/^Time/).first().click();
    await dashboard.button('Last hour').click();
    const lastHour = madeUpJobs(total).filter(
      ({ timestamp }) => Date.parse(timestamp) >= newest - 3_600_000,
    );
    await dashboard.button('Remove filter Time: Last hour').waitFor();
    await shows(dashboard, lastHour.length);

    await dashboard.button(/^Time/).first().click();
    await dashboard.button('Apply').click();
    await page.getByRole('alert').getByText('Enter a start, an end or both.').waitFor();
    await page.getByRole('textbox', { name: 'From' }).fill('2026-11-23 08:00');
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('tomorrow');
    await dashboard.button('Apply').click();
    await page
      .getByRole('alert')
      .getByText(/^Enter dates and times such as \d{4}-\d\d-\d\d \d\d:\d\d\.$/)
      .waitFor();
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('2026-11-23 07:00');
    await dashboard.button('Apply').click();
    await page.getByRole('alert').getByText('The end must be after the start.').waitFor();
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('2026-11-23 09:00');
    await page.keyboard.press('Enter');
    const [from, to] = await page.evaluate(
      () => [Date.parse('2026-11-23T08:00'), Date.parse('2026-11-23T09:00')] as const,
    );
    const between = madeUpJobs(total).filter(({ timestamp }) => {
      const time = Date.parse(timestamp);
      return time >= from && time < to;
    });
    await shows(dashboard, between.length);
    await dashboard.button('Remove filter Time: 2026-11-23 08:00 to 2026-11-23 09:00').click();
    await dashboard.footer.getByText(/^3,000 jobs/).waitFor();

    await dashboard.button(/^Time/).first().click();
    await page.getByRole('textbox', { name: 'From' }).fill('2026-11-23');
    await page.keyboard.press('Enter');
    await dashboard.button('Remove filter Time: Since 2026-11-23 00:00').waitFor();
    await dashboard.button(/^Time/).first().click();
    assert.equal(
      await page.getByRole('textbox', { name: 'From' }).inputValue(),
      '2026-11-23 00:00',
    );
  });

  it('never loses the focus when a filter is removed', async () => {
    const dashboard = await open();
    const { page } = dashboard;
    const focused = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await dashboard.choose('Status', 'FAILED');
    await dashboard.button('Remove filter Status: FAILED').click();
    assert.equal(await focused(), 'Search jobs');
    await dashboard.choose('Status', 'FAILED');
    await dashboard.button('Clear').click();
    assert.equal(await focused(), 'Search jobs');
    await page.getByRole('combobox', { name: 'Search jobs' }).fill('nothing has this name');
    await dashboard.button('Clear Filters').click();
    assert.equal(await focused(), 'Search jobs');
    await dashboard.cell(1, 1).click();
    await dashboard.cell(3, 1).click({ modifiers: ['Shift'] });
    await dashboard.button('Clear Selection').click();
    assert.ok(await page.evaluate(() => document.activeElement?.matches('[role=gridcell]')));
  });

  it('copies a link that opens the same view again', async () => {
    const dashboard = await open();
    await dashboard.choose('Status', 'FAILED');
    await dashboard.page.getByRole('combobox', { name: 'Search jobs' }).fill('exit:137');
    await dashboard.header('Region').click();
    await dashboard.button('Copy Link').click();
    await dashboard.page.waitForFunction(() => window.fakeHost.copied.length > 0);
    const link = await dashboard.page.evaluate(() => window.fakeHost.copied[0]);
    const view = viewOfLink(link ?? '');
    assert.deepEqual(view, {
      filter: { ...noFilter, statuses: ['FAILED'], text: 'exit:137', time: undefined },
      sort: { column: 'region', direction: 'ascending' },
    });

    const other = await open();
    await other.page.evaluate(([filter, sort]) => window.fakeHost.show(filter, sort), [
      view.filter,
      view.sort,
    ] as const);
    await shows(other, countOf('FAILED'));
    assert.equal(
      await other.page.getByRole('combobox', { name: 'Search jobs' }).inputValue(),
      'exit:137',
    );
    assert.equal(await other.header('Region').getAttribute('aria-sort'), 'ascending');
  });

  it('works with the keyboard alone', async () => {
    const dashboard = await open();
    const { keyboard } = dashboard.page;
    const button = dashboard.button(/^Task Type/);
    await button.focus();
    await keyboard.press('ArrowDown');
    const list = dashboard.page.getByRole('listbox', { name: 'Task Type' });
    await list.waitFor();
    assert.equal(await button.getAttribute('aria-expanded'), 'true');

    await keyboard.press('s');
    await untilActive(list, /^Storage/);
    await keyboard.press(' ');
    await dashboard.button('Remove filter Task Type: Storage').waitFor();
    await keyboard.press('Escape');

    assert.equal(await list.count(), 0);
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    assert.ok(await button.evaluate(element => element === document.activeElement));
  });

  it('closes its list on a click elsewhere', async () => {
    const dashboard = await open();
    await dashboard.button('Status').click();
    await dashboard.page.getByRole('listbox').waitFor();

    await dashboard.page.getByText('Total').click();

    assert.equal(await dashboard.page.getByRole('listbox').count(), 0);
  });

  it('shows that nothing matches, and how to see all again', async () => {
    const dashboard = await open();
    await dashboard.page.evaluate(() =>
      window.fakeHost.show({ statuses: ['FAILED'], taskTypes: ['None'], regions: ['moon'] }),
    );
    await dashboard.page.getByRole('heading', { name: 'No jobs match the filter' }).waitFor();
    await dashboard.screenshot('no-match');

    await dashboard.button('Clear Filters').click();

    await dashboard.ready();
    assert.equal(
      await dashboard.page.getByRole('heading', { name: 'No jobs match the filter' }).count(),
      0,
    );
  });

  it('names the part that matches nothing, and drops only that part', async () => {
    const dashboard = await open();
    const { page } = dashboard;
    await page.evaluate(() => window.fakeHost.show({ statuses: ['FAILED'], text: 'zebra' }));
    await page.getByRole('heading', { name: 'No jobs match the filter' }).waitFor();
    await page.getByText('No jobs that match the rest of the filter match zebra.').waitFor();
    assert.equal(await page.getByRole('button', { name: /^Remove Status/ }).count(), 0);
    await page.getByRole('button', { name: /^Remove zebra \(\d+ jobs\)$/ }).click();
    await dashboard.ready();
    const search = page.getByRole('combobox', { name: 'Search' });
    assert.equal(await search.inputValue(), '');
    assert.ok(await search.evaluate(input => input === document.activeElement));
    // The status still filters.
    await shows(dashboard, countOf('FAILED'));
  });

  it('offers each part of a filter without which some jobs match', async () => {
    const dashboard = await open();
    const { page } = dashboard;
    await page.evaluate(() =>
      window.fakeHost.show({ statuses: ['FAILED'], text: 'status:succeeded' }),
    );
    await page.getByRole('button', { name: /^Remove Status: FAILED \([\d,]+ jobs\)$/ }).waitFor();
    await page.getByRole('button', { name: /^Remove status:succeeded \(\d+ jobs\)$/ }).click();
    await shows(dashboard, countOf('FAILED'));
  });

  it('shows the jobs that the status bar requests', async () => {
    const dashboard = await open();
    await dashboard.choose('Region', 'us-east-1');

    await dashboard.page.evaluate(() => window.fakeHost.show({ statuses: ['FAILED'] }));

    await shows(dashboard, all.statistics.failed);
    assert.deepEqual(await dashboard.page.locator('.chip').allInnerTexts(), ['FAILED']);
  });

  it('restores its filter and order when the page is reloaded', async () => {
    const dashboard = await open();
    await dashboard.choose('Status', 'FAILED');
    await dashboard.header('Region').click();
    await dashboard.grid.locator('[aria-colindex="7"][aria-sort=ascending]').waitFor();

    await dashboard.page.reload();

    await shows(dashboard, all.statistics.failed);
    assert.equal(await dashboard.header('Region').getAttribute('aria-sort'), 'ascending');
  });

  it('exports the jobs that are shown, in their order', async () => {
    const dashboard = await open();
    await dashboard.choose('Status', 'FAILED');
    await shows(dashboard, all.statistics.failed);
    await dashboard.header('Region').click();
    await dashboard.grid.locator('[aria-colindex="7"][aria-sort=ascending]').waitFor();

    await dashboard.button('Export').press('Enter');

    assert.deepEqual(await dashboard.receivedOf('export'), [
      {
        type: 'export',
        filter: { ...noFilter, statuses: ['FAILED'] },
        sort: { column: 'region', direction: 'ascending' },
      },
    ]);
  });

  it('announces to screen readers how many jobs match', async () => {
    const dashboard = await open();
    await dashboard.button(/^Failed/).click();
    await dashboard.page
      .getByRole('status')
      .filter({ hasText: `${all.statistics.failed} jobs` })
      .waitFor({ state: 'attached' });
  });
});
