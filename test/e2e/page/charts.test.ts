import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { newestFirst } from '../../../src/core/filter/columns';
import { formatCount } from '../../../src/core/text/formatCount';
import { noFilter, type JobFilter } from '../../../src/core/filter/jobFilter';
import { isTerminal } from '../../../src/core/job/status';
import { defaultTaskTypeRules, makeTaskTypeOf } from '../../../src/core/job/taskType';
import { formatDuration } from '../../../src/core/text/time';
import { naiveQuery } from '../../support/oracles/naiveQuery';
import { Dashboards, type DashboardPage, type OpenOptions } from './support/dashboardPage';
import { findingsOf } from './support/axe';
import { madeUpJobs } from './support/madeUpJobs';
import { themeKinds } from './support/themes';

const total = 3000;

describe('the charts of the dashboard', () => {
  const dashboards = new Dashboards();
  const jobs = madeUpJobs(total);
  const taskTypeOf = makeTaskTypeOf(defaultTaskTypeRules);
  const { statistics, facets } = naiveQuery(jobs, taskTypeOf, noFilter, newestFirst);

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  const outcomes = ({ page }: DashboardPage): Locator =>
    page.getByRole('region', { name: 'Outcomes over time' });
  /** The filter that the page asked for last. */
  const askedFor = async (dashboard: DashboardPage): Promise<JobFilter> => {
    await dashboard.page.locator('.chip').first().waitFor();
    const query = (await dashboard.received()).findLast(({ type }) => type === 'query');
    assert.ok(query?.type === 'query');
    return query.filter;
  };
  const durations = ({ page }: DashboardPage): Locator =>
    page.getByRole('region', { name: 'Durations by task type' });
  const bars = (dashboard: DashboardPage): Locator => outcomes(dashboard).locator('.bar-place');
  const fold = ({ page }: DashboardPage): Locator =>
    page.getByRole('button', { name: 'Charts', exact: true });
  const tableOf = (chart: Locator): Promise<string[][]> =>
    chart
      .locator('tr')
      .evaluateAll(rows => rows.map(row => [...row.children].map(cell => cell.textContent.trim())));
  const open = async (options: OpenOptions = {}): Promise<DashboardPage> => {
    const dashboard = await dashboards.open({ jobs: total, ...options });
    await bars(dashboard).first().waitFor();
    return dashboard;
  };
  const shows = (dashboard: DashboardPage, count: number): Promise<void> =>
    dashboard.footer.getByText(`${formatCount(count)} of 3,000 jobs`).waitFor();
  const focused = (dashboard: DashboardPage): Promise<string | null | undefined> =>
    dashboard.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

  it('counts each job once, by time and status', async () => {
    const dashboard = await open();
    await dashboard.button('Table: Outcomes over time').click();
    const [head = [], ...rows] = await tableOf(outcomes(dashboard));

    const statuses = statistics.byStatus.map(({ value }) => value);
    assert.deepEqual(head, ['Time', 'Jobs', ...statuses]);
    const times = jobs.map(({ timestamp, status }) => ({ time: Date.parse(timestamp), status }));
    const zone = await dashboard.page.evaluate(() => new Date().getTimezoneOffset() * 60_000);
    const expected = new Map<string, number[]>();
    const step = 15 * 60_000;
    for (const { time, status } of times.reverse()) {
      const start = Math.floor((time - zone) / step) * step;
      const [from, to] = [start, start + step].map(ms => new Date(ms).toISOString().slice(0, 16));
      const [day, endDay] = [from?.slice(0, 10), to?.slice(0, 10)];
      const name = `${day} ${from?.slice(11)} to ${endDay === day ? '' : `${endDay} `}${to?.slice(11)}`;
      const counts = expected.get(name) ?? statuses.map(() => 0);
      expected.set(name, counts);
      counts[statuses.indexOf(status)] = (counts[statuses.indexOf(status)] ?? 0) + 1;
    }
    assert.deepEqual(
      rows,
      [...expected].map(([name, counts]) => [
        name,
        ...[counts.reduce((sum, count) => sum + count, 0), ...counts].map(String),
      ]),
    );
  });

  it('shows the same numbers as bars, with a title and an entry in the legend', async () => {
    const dashboard = await open();
    const names = await bars(dashboard).evaluateAll(places =>
      places.map(place => place.getAttribute('aria-label') ?? ''),
    );
    const counts = names.map(name => Number(/: (\d+) jobs?,/.exec(name)?.[1]));
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      total,
    );
    assert.match(names[0] ?? '', /^\d{4}-\d\d-\d\d \d\d:\d\d to .*: \d+ jobs, .* SUCCEEDED/);
    assert.equal(
      await outcomes(dashboard).locator('.bar-place title').first().textContent(),
      names[0]?.replace('. Show these jobs', ''),
    );
    assert.deepEqual(
      (await outcomes(dashboard).locator('.legend li').allInnerTexts()).map(text =>
        text.replaceAll(/\s+/g, ' '),
      ),
      statistics.byStatus.map(({ value, count }) => `${value} ${formatCount(count)}`),
    );
  });

  it('shows median and 95th percentile of each task type, within 1 %', async () => {
    const dashboard = await open();
    await dashboard.button('Table: Durations by task type').click();
    const [, ...rows] = await tableOf(durations(dashboard));

    assert.equal(rows.length, facets.taskTypes.length);
    const parse = (text: string): number =>
      [...text.matchAll(/(\d+) (min|s)/g)].reduce(
        (ms, [, count, unit]) => ms + Number(count) * (unit === 'min' ? 60_000 : 1000),
        0,
      );
    for (const [taskType = '', count = '', median = '', p95 = ''] of rows) {
      const lengths = jobs
        .filter(job => taskTypeOf(job) === taskType && isTerminal(job.status))
        .map(({ startedAt = 0, stoppedAt = 0 }) => stoppedAt - startedAt)
        .sort((a, b) => a - b);
      assert.equal(count, formatCount(lengths.length), taskType);
      for (const [part, shown] of [
        [0.5, median],
        [0.95, p95],
      ] as const) {
        const exact = lengths[Math.ceil(part * lengths.length) - 1] ?? 0;
        const off = Math.abs(parse(shown) - exact);
        assert.ok(
          off <= exact * 0.01 + 1000,
          `${taskType}: ${shown}, not ${formatDuration(exact)}`,
        );
      }
    }
  });

  it('follows the filter and the jobs', async () => {
    const dashboard = await open();
    await dashboard.choose('Status', 'FAILED');
    const legend = outcomes(dashboard).locator('.legend li');
    await legend.filter({ hasText: 'SUCCEEDED' }).waitFor({ state: 'detached' });
    assert.equal(await legend.count(), 1);

    const [job] = jobs.filter(({ status }) => status === 'FAILED');
    await dashboard.page.evaluate(
      changed => window.fakeHost.apply([{ ...changed, jobId: 'one-more' } as never]),
      job,
    );
    await legend.getByText(`FAILED ${formatCount(statistics.failed + 1)}`).waitFor();
  });

  it('filters to the status of a clicked segment', async () => {
    const dashboard = await open();
    const box = await bars(dashboard).nth(5).boundingBox();
    assert.ok(box);
    // Failed jobs are at the bottom, above the axis.
    await dashboard.page.mouse.click(box.x + box.width / 2, box.y + box.height - 2);

    const filter = await askedFor(dashboard);
    assert.deepEqual(filter.statuses, ['FAILED']);
    const { matching } = naiveQuery(jobs, taskTypeOf, filter, newestFirst);
    assert.ok(matching > 0 && matching < statistics.failed);
    await shows(dashboard, matching);
    assert.equal((await dashboard.page.locator('.chip').allInnerTexts())[0], 'FAILED');
  });

  it('filters to the period of a bar', async () => {
    const dashboard = await open();
    const label = (await bars(dashboard).nth(5).getAttribute('aria-label')) ?? '';
    // As a screen reader presses a button.
    await bars(dashboard).nth(5).dispatchEvent('click');

    const filter = await askedFor(dashboard);
    const { matching } = naiveQuery(jobs, taskTypeOf, filter, newestFirst);
    await shows(dashboard, matching);
    assert.match(label, new RegExp(`: ${matching} jobs`));
    assert.equal(await dashboard.page.locator('.chip').count(), 1);
  });

  it('filters to a task type', async () => {
    const dashboard = await open();
    const storage = durations(dashboard).getByRole('button', { name: /^Storage ?: median/ });
    await storage.click();

    const count = facets.taskTypes.find(({ value }) => value === 'Storage')?.count ?? 0;
    await shows(dashboard, count);
    assert.deepEqual(await dashboard.page.locator('.chip').allInnerTexts(), ['Storage']);
    assert.ok(
      await storage.evaluate(row => row === document.activeElement),
      'the focus stays in the chart',
    );
  });

  it('works with the keyboard alone, each chart one tab stop', async () => {
    const dashboard = await open();
    const { keyboard } = dashboard.page;
    const stops = outcomes(dashboard).locator('svg [tabindex="0"]');
    assert.equal(await stops.count(), 1);
    await stops.focus();

    await keyboard.press('End');
    const last = await focused(dashboard);
    assert.equal(last, await bars(dashboard).last().getAttribute('aria-label'));
    await keyboard.press('ArrowLeft');
    assert.equal(
      await focused(dashboard),
      await bars(dashboard).nth(-2).getAttribute('aria-label'),
    );
    await keyboard.press('Home');
    assert.equal(
      await focused(dashboard),
      await bars(dashboard).first().getAttribute('aria-label'),
    );
    assert.equal(await stops.count(), 1);

    const failedBar = await bars(dashboard).evaluateAll(places =>
      places.findIndex(place => place.getAttribute('aria-label')?.includes(' FAILED')),
    );
    for (let n = 0; n < failedBar; n++) {
      await keyboard.press('ArrowRight');
    }
    await keyboard.press('ArrowUp');
    assert.match((await focused(dashboard)) ?? '', /: \d+ FAILED\. Show these jobs$/);
    await outcomes(dashboard).screenshot({ path: 'out/screenshots/charts-focus.png' });
    await keyboard.press('Enter');
    const filter = await askedFor(dashboard);
    assert.deepEqual(filter.statuses, ['FAILED']);
    await shows(dashboard, naiveQuery(jobs, taskTypeOf, filter, newestFirst).matching);
    // The charts of these jobs come after their rows, and are made anew then.
    await outcomes(dashboard)
      .locator('.legend li')
      .filter({ hasText: 'SUCCEEDED' })
      .waitFor({ state: 'detached' });

    await keyboard.press('Tab');
    await keyboard.press('ArrowDown');
    const second = durations(dashboard).locator('.duration').nth(1);
    assert.ok(await second.evaluate(row => row === document.activeElement));
  });

  it('shows the jobs of the bars that are dragged over', async () => {
    const dashboard = await open();
    const [from, to] = [
      await bars(dashboard).nth(4).boundingBox(),
      await bars(dashboard).nth(9).boundingBox(),
    ];
    assert.ok(from && to);
    const { mouse } = dashboard.page;
    await mouse.move(to.x + 3, to.y + 40);
    await mouse.down();
    await mouse.move(from.x + 60, from.y + 50, { steps: 3 });
    await mouse.move(from.x + 3, from.y + 90);
    await outcomes(dashboard).screenshot({ path: 'out/screenshots/charts-drag.png' });
    await mouse.up();

    const { time, statuses } = await askedFor(dashboard);
    assert.ok(time?.kind === 'between' && time.from !== undefined && time.to !== undefined);
    assert.equal(time.to - time.from, 6 * 15 * 60_000);
    assert.deepEqual(statuses, []);
    await dashboard.page
      .getByText('1 min per bar')
      .or(dashboard.page.getByText('5 min per bar'))
      .waitFor();
    assert.equal(await outcomes(dashboard).locator('.bar-range').count(), 0);
    assert.equal(await outcomes(dashboard).getByRole('combobox').inputValue(), 'Custom range');
  });

  it('selects bars by the keyboard, too, and gives the selection up on Escape', async () => {
    const dashboard = await open();
    const { keyboard } = dashboard.page;
    await outcomes(dashboard).locator('svg [tabindex="0"]').focus();
    await keyboard.press('Home');
    await keyboard.press('Shift+ArrowRight');
    await keyboard.press('Escape');
    assert.equal(await outcomes(dashboard).locator('.bar-range').count(), 0);
    await keyboard.press('Shift+ArrowRight');
    await keyboard.press('Shift+ArrowRight');
    const label = (await focused(dashboard)) ?? '';
    await keyboard.press('Enter');
    const filter = await askedFor(dashboard);
    const { matching } = naiveQuery(jobs, taskTypeOf, filter, newestFirst);
    assert.match(label, new RegExp(`: ${matching} jobs\\. Show these jobs$`));
    await shows(dashboard, matching);
  });

  it('shows only the jobs of a status in the legend, and all again', async () => {
    const dashboard = await open();
    const failed = outcomes(dashboard).getByRole('button', { name: /^FAILED / });
    await failed.click();
    assert.deepEqual((await askedFor(dashboard)).statuses, ['FAILED']);
    await shows(dashboard, statistics.failed);
    assert.equal(await failed.getAttribute('aria-pressed'), 'true');
    await failed.click();
    await dashboard.footer.getByText('3,000 jobs · newest first').waitFor();

    await outcomes(dashboard).locator('svg [tabindex="0"]').focus();
    await dashboard.page.keyboard.press('ArrowDown');
    await dashboard.page.keyboard.press('ArrowRight');
    await dashboard.page.keyboard.press('Enter');
    assert.equal((await askedFor(dashboard)).statuses.length, 1);
  });

  it('covers the time range that is chosen beside it', async () => {
    const dashboard = await open();
    const ranges = outcomes(dashboard).getByRole('combobox', { name: 'Time range' });
    await ranges.selectOption('Last 24 hours');
    assert.deepEqual((await askedFor(dashboard)).time, { kind: 'last', ms: 24 * 3_600_000 });
    await ranges.selectOption('Since 18:00 yesterday');
    await dashboard.page.getByText(/^Since \d{4}-\d\d-\d\d 18:00$/).waitFor();
    assert.equal(await ranges.inputValue(), 'Since 18:00 yesterday');
    await ranges.selectOption('Any time');
    await dashboard.page.locator('.chip').waitFor({ state: 'detached' });
  });

  it('keeps a dozen very old jobs in a bar of their own, which shows them', async () => {
    const more = Array.from({ length: 12 }, (_, index) => ({
      ...jobs[0],
      jobId: `old-${index}`,
      timestamp: `2018-04-${10 + index}T10:00:00Z`,
    }));
    const dashboard = await open({ more: more as never });
    await outcomes(dashboard).getByText('15 min per bar').waitFor();
    assert.equal(await outcomes(dashboard).locator('.axis').getByText('12 older').count(), 1);
    await dashboard.screenshot('charts-older');
    await bars(dashboard).first().dispatchEvent('click');
    await dashboard.footer.getByText('12 of 3,012 jobs').waitFor();
    assert.match(
      (await dashboard.page.locator('.chip').first().innerText()).trim(),
      /^Before 2026-/,
    );
  });

  it('keeps the focus on its bar when older jobs add bars before it', async () => {
    const dashboard = await open();
    await outcomes(dashboard).locator('svg [tabindex="0"]').focus();
    await dashboard.page.keyboard.press('End');
    await dashboard.page.keyboard.press('ArrowLeft');
    const before = await focused(dashboard);
    const count = await bars(dashboard).count();
    const oldest = jobs.at(-1);
    const timestamp = new Date(Date.parse(oldest?.timestamp ?? '') - 1_800_000).toISOString();
    await dashboard.page.evaluate(added => window.fakeHost.apply([added as never]), {
      ...oldest,
      jobId: 'earlier',
      timestamp,
    });
    await bars(dashboard).nth(count).waitFor();
    assert.equal(await focused(dashboard), before);
  });

  it('gives its table room for ten rows', async () => {
    const dashboard = await open();
    await dashboard.button('Table: Outcomes over time').click();
    const box = await outcomes(dashboard).locator('.chart-table').boundingBox();
    assert.ok(box && box.height >= 11 * 21, `${box?.height} px`);
  });

  it('collapses to a sparkline, and stays so when the page is reloaded', async () => {
    const dashboard = await open();
    await fold(dashboard).click();
    assert.equal(await fold(dashboard).getAttribute('aria-expanded'), 'false');
    assert.equal(await outcomes(dashboard).count(), 0);

    await dashboard.page.reload();
    await dashboard.ready();
    assert.equal(await fold(dashboard).getAttribute('aria-expanded'), 'false');
    await dashboard.choose('Status', 'FAILED');
    await shows(dashboard, statistics.failed);
    await dashboard.page.locator('.sparkline .tone-failed').waitFor();

    await fold(dashboard).click();
    await outcomes(dashboard)
      .getByText(`FAILED ${formatCount(statistics.failed)}`)
      .waitFor();
  });

  it('is collapsed at first if there is little room', async () => {
    const dashboard = await dashboards.open({ width: 800 });
    await dashboard.ready();
    assert.equal(await fold(dashboard).getAttribute('aria-expanded'), 'false');
  });

  it('leaves enough room for the table on a short page', async () => {
    const dashboard = await dashboards.open({ jobs: total, width: 1000, height: 480 });
    await dashboard.ready();
    await fold(dashboard).click();
    await bars(dashboard).first().waitFor();
    await dashboard.screenshot('charts-low');
    const table = await dashboard.grid.boundingBox();
    assert.ok(table && table.height >= 28, `the table is ${table?.height} px high`);
  });

  it('requests charts when the rows are on screen, not before', async () => {
    const dashboard = await open();
    const types = (await dashboard.received()).map(({ type }) => type);
    assert.deepEqual(
      types.filter(type => type !== 'position'),
      ['ready', 'query', 'charts'],
    );
  });

  it('shows that there is nothing to draw', async () => {
    const dashboard = await open();
    await dashboard.choose('Status', 'RUNNING');
    await durations(dashboard)
      .getByText('No finished jobs with a known duration match the filter')
      .waitFor();
    await dashboard.page.evaluate(() =>
      window.fakeHost.show({ statuses: ['GONE'], taskTypes: [], regions: [], text: '' }),
    );
    await outcomes(dashboard).getByText('No jobs match the filter').waitFor();
    await dashboard.screenshot('charts-empty');
  });

  it('shows how many jobs have no readable time, and hostile text as text', async () => {
    const evil = '<img src=x onerror=alert(1)>\u202e';
    const [job] = jobs;
    const dashboard = await open({
      more: [
        { ...job, jobId: 'undated', timestamp: 'soon' },
        {
          ...job,
          jobId: 'evil',
          status: evil,
          jobQueue: evil,
          jobDefinition: evil,
          timestamp: '1970-01-01T00:00:00Z',
        },
        { ...job, jobId: 'evil-2', status: 'FAILED', jobQueue: evil, jobDefinition: evil },
      ] as never,
    });
    await outcomes(dashboard).getByText('1 job without a readable time is omitted').waitFor();
    await outcomes(dashboard).getByText('1 older').waitFor();
    await outcomes(dashboard).getByText('15 min per bar').waitFor();
    assert.ok((await outcomes(dashboard).locator('.legend').innerText()).includes(evil));
    await durations(dashboard).getByText(evil).waitFor();
    await dashboard.screenshot('charts-hostile');
  });

  for (const theme of themeKinds) {
    it(`has no accessibility findings and its pictures in ${theme}`, async () => {
      const dashboard = await open({ theme });
      await dashboard.screenshot(`charts-${theme}`);
      assert.deepEqual(await findingsOf(dashboard), []);
      await dashboard.button('Table: Outcomes over time').click();
      await dashboard.button('Table: Durations by task type').click();
      await durations(dashboard).locator('table').waitFor();
      assert.deepEqual(await findingsOf(dashboard), []);
      await dashboard.screenshot(`charts-${theme}-tables`);

      const narrow = await dashboards.open({ theme, jobs: total, width: 400 });
      await narrow.ready();
      await fold(narrow).click();
      await bars(narrow).first().waitFor();
      await narrow.screenshot(`charts-${theme}-400`);
    });
  }

  it('keeps its patterns in forced colors', async () => {
    const dashboard = await dashboards.open({ jobs: total, theme: 'high-contrast' });
    await dashboard.page.emulateMedia({ forcedColors: 'active' });
    const failed = outcomes(dashboard).locator('path.tone-failed');
    await failed.waitFor();
    assert.equal(await failed.evaluate(mark => getComputedStyle(mark).fill), 'rgb(255, 138, 128)');
    await dashboard.screenshot('charts-forced-colours');
  });
});
