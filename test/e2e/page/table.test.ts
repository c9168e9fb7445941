import assert from 'node:assert/strict';
import { columnTitle, defaultColumnIds, newestFirst } from '../../../src/core/filter/columns';
import { noFilter } from '../../../src/core/filter/jobFilter';
import { until } from '../../local/process/until';
import { Dashboards, type DashboardPage } from './support/dashboardPage';
import { madeUpJob, newest } from './support/madeUpJobs';

describe('the table of the dashboard', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  const texts = (dashboard: DashboardPage, column: number, count: number): Promise<string[]> =>
    Promise.all(
      Array.from({ length: count }, async (_, index) =>
        (await dashboard.cell(index, column).innerText()).trim(),
      ),
    );

  const focused = (dashboard: DashboardPage): Promise<(string | null | undefined)[]> =>
    dashboard.page.evaluate(() => {
      const cell = document.activeElement;
      return [
        cell?.closest('[role=row]')?.getAttribute('aria-rowindex'),
        cell?.getAttribute('aria-colindex'),
      ];
    });

  it('shows the nine columns in order, newest job first', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();

    assert.deepEqual(
      (await dashboard.page.getByRole('columnheader').allInnerTexts()).map(text => text.trim()),
      defaultColumnIds.map(columnTitle),
    );
    assert.equal(await dashboard.header('Timestamp').getAttribute('aria-sort'), 'descending');
    const job = madeUpJob(1);
    const id = dashboard.cell(1, 4);
    assert.equal((await id.innerText()).trim(), `${job.jobId.slice(0, 8)}…${job.jobId.slice(-6)}`);
    assert.equal(await id.getAttribute('title'), job.jobId);
    assert.equal((await dashboard.cell(1, 3).innerText()).trim(), job.status);
    assert.match(await dashboard.cell(1, 7).innerText(), /^\s*\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\s*$/);
  });

  it('shows a dash for what is missing', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();

    assert.equal((await dashboard.cell(0, 0).innerText()).trim(), '–');
  });

  it('sorts on a click on a header, and reverses on the next', async () => {
    const dashboard = await dashboards.open({ jobs: 30 });
    await dashboard.ready();
    const names = Array.from({ length: 30 }, (_, index) => madeUpJob(index).jobName).sort();

    await dashboard.header('Job Name').click();
    await dashboard.grid.locator('[aria-colindex="6"][aria-sort=ascending]').waitFor();
    assert.deepEqual(await texts(dashboard, 5, 5), names.slice(0, 5));

    await dashboard.header('Job Name').click();
    await dashboard.grid.locator('[aria-colindex="6"][aria-sort=descending]').waitFor();
    assert.deepEqual(await texts(dashboard, 5, 5), names.slice(-5).reverse());
    assert.equal(await dashboard.header('Timestamp').getAttribute('aria-sort'), 'none');
    assert.match(await dashboard.footer.innerText(), /by Job Name, Z to A/);
  });

  it('has few nodes in the page, whatever the number of jobs and the width', async () => {
    for (const width of [400, 900, 1600]) {
      const dashboard = await dashboards.open({ jobs: 100_000, width });
      await dashboard.ready();
      assert.equal(await dashboard.grid.getAttribute('aria-rowcount'), '100001');

      await dashboard.grid.evaluate(grid => (grid.scrollTop = 22 * 50_000));
      await dashboard.row(50_010).locator('.status-word').waitFor();

      const nodes = await dashboard.nodeCount();
      assert.ok(nodes < 1500, `${nodes} nodes at ${width} px`);
    }
  });

  it('reaches the last of 100,000 rows, and requests only windows of rows', async () => {
    const dashboard = await dashboards.open({ jobs: 100_000 });
    await dashboard.ready();
    await dashboard.cell(0, 0).focus();

    await dashboard.page.keyboard.press('Control+End');
    await dashboard.row(99_999).locator('.status-word').waitFor();

    assert.deepEqual(await focused(dashboard), ['100001', '9']);
    const asked = (await dashboard.received()).filter(message => message.type === 'rows');
    const rows = asked.reduce((sum, { start, end }) => sum + end - start, 0);
    assert.ok(rows <= 1000, `${rows} rows were asked for`);
  });

  it('is one tab stop with arrow key navigation', async () => {
    const dashboard = await dashboards.open({ jobs: 1000 });
    await dashboard.ready();
    const { keyboard } = dashboard.page;
    const stops = dashboard.grid.locator('[tabindex="0"]');
    assert.equal(await stops.count(), 1);
    await stops.focus();

    for (const [key, row, column] of [
      ['ArrowDown', 1, 0],
      ['ArrowRight', 1, 1],
      ['End', 1, 8],
      ['Home', 1, 0],
      ['Control+End', 999, 8],
      ['Control+Home', 0, 0],
      ['ArrowUp', -1, 0],
      ['ArrowDown', 0, 0],
    ] as const) {
      await keyboard.press(key);
      assert.deepEqual(await focused(dashboard), [String(row + 2), String(column + 1)], key);
      assert.equal(await stops.count(), 1);
    }
    await keyboard.press('PageDown');
    const [row] = await focused(dashboard);
    assert.ok(Number(row) > 15 && Number(row) < 60, `a page is ${row} rows`);
  });

  it('sorts with the keyboard', async () => {
    const dashboard = await dashboards.open({ jobs: 30 });
    await dashboard.ready();
    await dashboard.cell(0, 5).focus();
    await dashboard.cell(0, 5).click();
    await dashboard.page.keyboard.press('ArrowUp');
    await dashboard.page.keyboard.press('Enter');

    await dashboard.grid.locator('[aria-colindex="6"][aria-sort=ascending]').waitFor();
    assert.deepEqual(await focused(dashboard), ['1', '6']);
  });

  it('keeps its focus while rows scroll away under the mouse', async () => {
    const dashboard = await dashboards.open({ jobs: 100_000 });
    await dashboard.ready();
    await dashboard.cell(2, 2).focus();
    await dashboard.cell(2, 2).click();

    await dashboard.grid.evaluate(grid => (grid.scrollTop = 22 * 3000));
    await dashboard.row(3005).locator('.status-word').waitFor();
    assert.deepEqual(await focused(dashboard), ['4', '3']);

    await dashboard.page.keyboard.press('ArrowDown');
    assert.deepEqual(await focused(dashboard), ['5', '3']);
    assert.ok((await dashboard.grid.evaluate(grid => grid.scrollTop)) < 100);
  });

  it('keeps its focus while rows scroll away in the other direction', async () => {
    const dashboard = await dashboards.open({ jobs: 100_000 });
    await dashboard.ready();
    await dashboard.grid.evaluate(grid => (grid.scrollTop = 22 * 5000));
    await dashboard.cell(5004, 2).click();
    await dashboard.row(5004).locator('.status-word').waitFor();

    for (const row of [4990, 3000, 0, 9000]) {
      await dashboard.grid.evaluate((grid, top) => (grid.scrollTop = 22 * top), row);
      await dashboard
        .row(row + 5)
        .locator('.status-word')
        .waitFor();
      assert.deepEqual(await focused(dashboard), ['5006', '3'], `at row ${row}`);
    }
  });

  it('removes rows that were scrolled away, and keeps the order of those in view', async () => {
    const dashboard = await dashboards.open({ jobs: 100_000 });
    await dashboard.ready();
    await dashboard.cell(3, 2).click();

    for (const row of [40, 60_000, 60_003, 59_990, 99_000, 10, 0]) {
      await dashboard.grid.evaluate((grid, top) => (grid.scrollTop = 22 * top), row);
      await dashboard
        .row(row + 5)
        .locator('.status-word')
        .waitFor();
      const { rows, nodes } = await dashboard.row(row + 5).evaluate(one => {
        const siblings = [...(one.parentElement?.childNodes ?? [])];
        return {
          nodes: siblings.length,
          rows: siblings.map(node => Number((node as Element).getAttribute('aria-rowindex'))),
        };
      });
      assert.deepEqual(
        rows,
        rows.toSorted((a, b) => a - b),
      );
      assert.equal(new Set(rows).size, nodes);
      assert.ok(nodes < 80, `${nodes} nodes at row ${row}`);
    }
  });

  it('shows new jobs at the top of the list', async () => {
    const dashboard = await dashboards.open({ jobs: 500 });
    await dashboard.ready();
    await dashboard.page.evaluate(
      ([job, time]) =>
        window.fakeHost.apply([
          { ...job, jobId: 'brand-new', jobName: 'brand new', timestamp: time },
        ]),
      [madeUpJob(0), new Date(newest + 60_000).toISOString()] as const,
    );

    await dashboard.row(0).getByText('brand new').waitFor();
    assert.match(await dashboard.footer.innerText(), /^501 jobs/);
  });

  it('keeps the rows in place when new jobs arrive above', async () => {
    const dashboard = await dashboards.open({ jobs: 5000 });
    await dashboard.ready();
    await dashboard.grid.evaluate(grid => (grid.scrollTop = 22 * 1000));
    await dashboard.row(1000).locator('.status-word').waitFor();
    await dashboard.cell(1005, 5).click();
    await dashboard.page.keyboard.press('Escape');
    const { jobName } = madeUpJob(1005);
    const top = async (): Promise<number | undefined> =>
      (await dashboard.grid.getByText(jobName).boundingBox())?.y;
    const before = await top();

    await dashboard.page.evaluate(
      ([job, time]) =>
        window.fakeHost.apply([1, 2, 3].map(n => ({ ...job, jobId: `new-${n}`, timestamp: time }))),
      [madeUpJob(0), new Date(newest + 60_000).toISOString()] as const,
    );
    await dashboard.page.getByText('5,003 jobs').waitFor();
    await dashboard.row(1008).getByText(jobName).waitFor();

    assert.equal(await top(), before);
    assert.deepEqual(await focused(dashboard), ['1010', '6']);
  });

  it('never paints an empty row while newer responses are on their way', async () => {
    const dashboard = await dashboards.open({ jobs: 2000, delayMs: 80 });
    await dashboard.ready();
    const blanks = dashboard.page.evaluate(() => window.fakeHost.blankRowsDuring(1500));
    await dashboard.page.evaluate(job => {
      for (let n = 0; n < 8; n++) {
        setTimeout(() => window.fakeHost.apply([{ ...job, jobId: `later-${n}` }]), n * 150);
      }
    }, madeUpJob(0));

    assert.equal(await blanks, 0);
    await dashboard.page.getByText('2,008 jobs').waitFor();
  });

  it('has the next rows before they are visible when one scrolls row by row', async () => {
    const dashboard = await dashboards.open({ jobs: 2000, delayMs: 200 });
    await dashboard.ready();
    const blanks = dashboard.page.evaluate(() =>
      window.fakeHost.blankRowsWhileScrolling(60, 4_000),
    );
    assert.equal(await blanks, 0);
    await dashboard.row(240).locator('.status-word').waitFor();
  });

  it('shows placeholders after a jump, until the rows arrive', async () => {
    const dashboard = await dashboards.open({ jobs: 2000, delayMs: 300 });
    await dashboard.ready();
    // Watched from before the jump, and within the page: the rows may have arrived before a question of ours.
    const placeholder = await dashboard.grid.evaluate(
      grid =>
        new Promise<string>(resolve => {
          new MutationObserver((_, observer) => {
            const coming = grid.querySelector('[aria-rowindex="1507"].coming');
            if (coming) {
              observer.disconnect();
              resolve(getComputedStyle(coming).backgroundImage);
            }
          }).observe(grid, { subtree: true, childList: true, attributes: true });
          grid.scrollTop = 22 * 1_500;
        }),
    );
    assert.match(placeholder, /gradient/);
    const row = dashboard.row(1_505);
    await row.locator('.status-word').waitFor();
    assert.equal(await row.evaluate(element => getComputedStyle(element).backgroundImage), 'none');
  });

  it('copies the full value of a cell', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    await dashboard.cell(1, 4).focus();
    await dashboard.cell(1, 4).click();

    const copied = await dashboard.page.evaluate(() => {
      const data = new DataTransfer();
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }),
      );
      return data.getData('text/plain');
    });

    assert.equal(copied, madeUpJob(1).jobId);
  });

  it('shows why a job failed, starting with the container, and nothing for one that succeeded', async () => {
    const statusReason = 'Essential container in task exited';
    const more = [
      { jobId: 'killed', status: 'FAILED', reason: 'OutOfMemoryError: killed', exitCode: 137 },
      { jobId: 'exited', status: 'FAILED', exitCode: 1 },
      { jobId: 'succeeded', status: 'SUCCEEDED', reason: 'Completed', exitCode: 0 },
    ].map((facts, index) => ({
      ...madeUpJob(0),
      ...facts,
      statusReason,
      timestamp: `2026-11-24T00:00:0${9 - index}Z`,
    }));
    const dashboard = await dashboards.open({ more });
    await dashboard.ready();
    assert.deepEqual(await texts(dashboard, 8, 3), [
      'OutOfMemoryError: killed',
      `${statusReason} · exit 1`,
      '',
    ]);
    assert.deepEqual(
      await Promise.all([0, 1, 2].map(row => dashboard.cell(row, 8).getAttribute('title'))),
      [`OutOfMemoryError: killed · ${statusReason}`, statusReason, statusReason],
      'the tooltip has it whole',
    );
  });

  it('copies the full value if it is too long for a cell', async () => {
    const statusReason = `${'long '.repeat(400)}end`;
    const job = { ...madeUpJob(0), jobId: 'long', statusReason, timestamp: '2026-11-24T00:00:00Z' };
    const dashboard = await dashboards.open({ more: [job] });
    await dashboard.ready();
    await dashboard.cell(0, 8).click();
    await dashboard.page.keyboard.press('Control+c');
    await dashboard.page.waitForFunction(() => window.fakeHost.copied.length > 0);
    assert.equal(await dashboard.page.evaluate(() => window.fakeHost.copied[0]), statusReason);
  });

  it('restores its position when the page is reloaded', async () => {
    const dashboard = await dashboards.open({ jobs: 5000 });
    await dashboard.ready();
    await dashboard.grid.evaluate(grid => (grid.scrollTop = 22 * 2000));
    await dashboard.row(2005).locator('.status-word').waitFor();

    await dashboard.page.reload();

    await dashboard.row(2005).locator('.status-word').waitFor();
    assert.equal(await dashboard.grid.evaluate(grid => grid.scrollTop), 22 * 2000);
  });

  it('stays at its rows while details are open, and says how many new ones are above', async () => {
    const dashboard = await dashboards.open({ jobs: 500 });
    await dashboard.ready();
    await dashboard.cell(2, 1).click();
    const chosen = dashboard.grid.locator('[aria-selected=true]');
    const before = await chosen.boundingBox();
    await dashboard.page.evaluate(
      ([job, time]) =>
        window.fakeHost.apply(
          Array.from({ length: 43 }, (_, n) => ({ ...job, jobId: `new-${n}`, timestamp: time })),
        ),
      [madeUpJob(0), new Date(newest + 60_000).toISOString()] as const,
    );
    const pill = dashboard.button('43 new');
    await pill.waitFor();
    await dashboard.screenshot('new-rows');
    assert.deepEqual(await chosen.boundingBox(), before);
    assert.equal(await chosen.getAttribute('data-row'), '45');

    await pill.click();
    await dashboard.row(0).waitFor();
    await pill.waitFor({ state: 'detached' });
    assert.equal(await dashboard.grid.evaluate(grid => grid.scrollTop), 0);
    assert.deepEqual((await focused(dashboard))[0], '2');
  });

  it('keeps selected rows when the page is reloaded, or shown again', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    for (const row of [1, 3, 4]) {
      await dashboard.cell(row, 1).click({ modifiers: ['Control'] });
    }
    await dashboard.page.locator('.selection').getByText('3 jobs selected').waitFor();
    await dashboard.page.reload();
    await dashboard.ready();
    await dashboard.page.locator('.selection').getByText('3 jobs selected').waitFor();
    assert.equal(await dashboard.row(3).getAttribute('aria-selected'), 'true');
    assert.equal(await dashboard.row(2).getAttribute('aria-selected'), 'false');

    await dashboard.cell(3, 1).focus();
    await dashboard.page.keyboard.press('Control+a');
    await dashboard.page.reload();
    await dashboard.ready();
    await dashboard.page.locator('.selection').getByText('300 jobs selected').waitFor();
  });

  it('keeps scroll position and selection in a page that replaces an unresponsive one', async () => {
    const old = await dashboards.open({ jobs: 5000 });
    await old.ready();
    await old.grid.evaluate(grid => (grid.scrollTop = 22 * 2000));
    await old.row(2005).locator('.status-word').waitFor();
    await old.cell(2003, 1).click({ modifiers: ['Control'] });
    await old.cell(2005, 1).click({ modifiers: ['Control'] });
    const replaced = await until('the position', async () => {
      const shown = await old.page.evaluate(() => window.fakeHost.shownNow);
      const { topRow, selection } = shown.position ?? {};
      return topRow === 2000 && selection?.kind === 'some' && selection.jobIds.length === 2
        ? shown
        : undefined;
    });

    const dashboard = await dashboards.open({ jobs: 5000, replaced });
    await dashboard.row(2005).locator('.status-word').waitFor();
    assert.equal(await dashboard.grid.evaluate(grid => grid.scrollTop), 22 * 2000);
    await dashboard.page.locator('.selection').getByText('2 jobs selected').waitFor();
    assert.equal(await dashboard.row(2005).getAttribute('aria-selected'), 'true');
    assert.equal(await dashboard.row(2004).getAttribute('aria-selected'), 'false');
  });

  it('returns to its row once the first load has read it, unless the user scrolls', async () => {
    const replaced = { filter: noFilter, sort: newestFirst, position: { topRow: 2000 } };
    const open = async (): Promise<DashboardPage> => {
      const dashboard = await dashboards.open({ jobs: 100, replaced });
      await dashboard.ready();
      return dashboard;
    };
    const load = ({ page }: DashboardPage): Promise<void> =>
      page.evaluate(
        ([job, oldest]) =>
          window.fakeHost.apply(
            Array.from({ length: 4000 }, (_, index) => ({
              ...job,
              jobId: `later-${index}`,
              timestamp: new Date(oldest - index * 1000).toISOString(),
            })),
          ),
        [madeUpJob(0), newest - 86_400_000 * 365] as const,
      );
    const patient = await open();
    await load(patient);
    await until('the row', async () =>
      (await patient.grid.evaluate(grid => grid.scrollTop)) === 22 * 2000 ? true : undefined,
    );

    const impatient = await open();
    await impatient.cell(90, 1).hover();
    await impatient.page.mouse.wheel(0, -10_000);
    await load(impatient);
    await impatient.page.getByText('4,100').first().waitFor();
    assert.equal(await impatient.grid.evaluate(grid => grid.scrollTop), 0);
  });
});
