import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { until } from '../../local/process/until';
import { PreparedTable } from '../../support/emulators/preparedTable';
import { Monitor } from './workbench';

/** The first refreshes may have brought new ones. */
const everyJob = /^100,\d{3} jobs/;
const firstName = /pre-69490f5fc05f000000000000-/;
const lastName = /z-new-job-|pre-69490f5fc05f00000001869f-/;

describe('the dashboard with 100,000 jobs in VS Code', () => {
  let table: PreparedTable;
  let monitor: Monitor;
  let page: FrameLocator;

  before(async () => {
    table = await PreparedTable.start({ jobs: 100_000, delayMs: 5, newJobs: 3 });
    monitor = await Monitor.open({
      endpoint: table.endpoint,
      settings: { 'batchMonitor.refreshIntervalSeconds': 0 },
    });
    page = monitor.workbench.webview;
    await monitor.workbench.runCommand('Batch Monitor: Open Dashboard');
    await shows(footer(), everyJob, 120_000);
  });

  after(async () => {
    await monitor.close();
    await table.stop();
  });

  const grid = (): Locator => page.getByRole('grid', { name: 'Jobs' });
  const footer = (): Locator => page.getByRole('contentinfo');
  const search = (): Locator => page.getByLabel('Search jobs');
  const details = (): Locator => page.getByRole('complementary', { name: 'Job details' });
  const header = (title: string): Locator =>
    page.getByRole('columnheader', { name: title, exact: true });
  /** Row `index` of the table, 0 being the first job. */
  const row = (index: number): Locator => grid().locator(`[aria-rowindex="${index + 2}"]`);
  const press = (key: string): Promise<void> => monitor.workbench.page.keyboard.press(key);
  const type = (text: string): Promise<void> => monitor.workbench.page.keyboard.type(text);

  /** Waits until a reader sees `text` there, and gives all that is seen. */
  const shows = (where: Locator, text: RegExp, timeoutMs = 60_000): Promise<string> =>
    until(
      `${String(text)} to be seen`,
      async () => {
        const seen = (await where.innerText()).replace(/\s+/g, ' ').trim();
        return text.test(seen) ? seen : undefined;
      },
      { timeoutMs },
    );

  const scrollTo = (part: number): Promise<unknown> =>
    grid().evaluate((element, share) => {
      element.scrollTop = share * (element.scrollHeight - element.clientHeight);
    }, part);

  /** The text of one cell. */
  async function cell(index: number, title: string): Promise<string> {
    const column = await header(title).getAttribute('aria-colindex');
    return row(index).locator(`[aria-colindex="${column}"]`).innerText();
  }

  /** How many jobs the table shows, as the footer says. */
  async function shownJobs(): Promise<number> {
    const [count = ''] = /^[\d,]+/.exec(await footer().innerText()) ?? [];
    return Number(count.replaceAll(',', ''));
  }

  /** Where the keyboard is: the row as a screen reader counts it, or none outside the table. */
  const focusedRow = (): Promise<number> =>
    page
      .locator('body')
      .evaluate(() =>
        Number(document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex')),
      );

  const keyboardOn = (rowIndex: number): Promise<true> =>
    until(`the keyboard on row ${rowIndex}`, async () => (await focusedRow()) === rowIndex);

  /** The footer may be ahead of the rows. */
  const cellShows = (index: number, title: string, text: RegExp): Promise<true> =>
    until(`${String(text)} in ${title}`, async () => text.test(await cell(index, title)));

  /** The first Escape may close the suggestions. */
  async function emptySearch(): Promise<void> {
    await press('Escape');
    await press('Escape');
    await shows(footer(), everyJob);
  }

  it('narrows the table with each letter of a search', async () => {
    await search().click();
    let before = await shownJobs();
    // Each job has a "d" somewhere.
    await type('d');
    for (const typed of ['de', 'dea', 'dead']) {
      await type(typed.slice(-1));
      before = await until(`fewer jobs for "${typed}"`, async () => {
        const text = await footer().innerText();
        return text.includes(' of 100,') && (await shownJobs()) < before ? shownJobs() : undefined;
      });
    }
    assert.equal(before, 1);
    await cellShows(0, 'Job Name', /00000000dead/);
    await monitor.screenshot('100,000 jobs, searched');
    await emptySearch();
  });

  it('sorts on a click on a header, in both directions', async () => {
    await header('Job Name').click();
    await shows(row(0), firstName);
    await header('Job Name').click();
    await shows(row(0), lastName);
    await header('Job Name').click();
    await shows(row(0), firstName);
  });

  it('scrolls from the first row to the last and back', async () => {
    await scrollTo(0.5);
    await shows(row(50_000), /pre-/);
    await scrollTo(1);
    await shows(row((await shownJobs()) - 1), lastName);
    await monitor.screenshot('100,000 jobs, the last rows');
    await scrollTo(0);
    await shows(row(0), firstName);
  });

  it('is used with the keyboard alone', async () => {
    await press('Control+F');
    await until('the search has the keyboard', () =>
      search().evaluate(it => it === document.activeElement),
    );
    await type('beef');
    await shows(footer(), /^1 of 100,\d{3} jobs/);
    await shows(row(0), /00000000beef/);
    await emptySearch();

    for (let stops = 0; !(await focusedRow()) && stops < 20; stops++) {
      await press('Tab');
    }
    assert(await focusedRow(), 'Tab leads into the table');
    await press('Control+Home');
    await keyboardOn(2);
    await press('ArrowDown');
    await keyboardOn(3);
    await press('ArrowDown');
    await keyboardOn(4);
    await press('Control+End');
    await shows(row((await shownJobs()) - 1), lastName);
    await keyboardOn((await shownJobs()) + 1);

    await press('Enter');
    await shows(details(), lastName);
    await monitor.screenshot('100,000 jobs, by keyboard');
    await press('Escape');
    await details().waitFor({ state: 'hidden' });
    await keyboardOn((await shownJobs()) + 1);
    await press('Control+Home');
    await shows(row(0), firstName);
  });

  it('keeps the rows in place while jobs arrive and change', async () => {
    const name = /pre-69490f5fc05f00000000003f-/;
    const job = (): Locator => grid().getByText(name);
    await header('Job Name').click();
    await shows(row(0), lastName);
    const place = (await shownJobs()) - 1 - 0x3f;
    await grid().evaluate((element, top) => (element.scrollTop = 22 * top), place - 5);
    await shows(row(place), name);
    await job().click();
    await shows(details(), name);
    const before = await job().boundingBox();

    // As the poller would: the palette or a real click would take the focus from the table.
    await page.getByRole('button', { name: 'Refresh' }).dispatchEvent('click');
    await shows(row(place + 3), name);
    await shows(details(), /change \d/);

    await until('it is where it was', async () => {
      assert.deepEqual(await job().boundingBox(), before);
      return true;
    });
    await shows(details(), name);
    await cellShows(place + 3, 'Status Reason', /change \d/);
    await monitor.screenshot('100,000 jobs, while they change');
    await keyboardOn(place + 3 + 2);
    await press('ArrowDown');
    await keyboardOn(place + 4 + 2);
    await scrollTo(0);
    await shows(row(0), /z-new-job-/);
  });

  it('shows the saved jobs after a reload, with their age, though the table cannot be reached', async () => {
    await table.stop();
    await monitor.workbench.reload();
    await shows(footer(), everyJob);
    await shows(page.locator('body'), /Could not reach .* Showing jobs as of/);
    await monitor.screenshot('saved jobs, without their table');
  });
});
