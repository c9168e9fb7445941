import assert from 'node:assert/strict';
import type { Job } from '../../../src/core/job/job';
import { Dashboards, type DashboardPage } from './support/dashboardPage';
import { madeUpJob } from './support/madeUpJobs';
import { themeKinds } from './support/themes';

/** Everything clipped, as if no text was known to fit. */
const clips = `.row { contain: strict }
  .cell, .cell .status-word { overflow: hidden !important }`;

const oddNames = [
  'W'.repeat(60),
  'i'.repeat(60),
  `${'Z\u0310\u0322'.repeat(8)}\u0489\u0489\u0489`,
  '\u202Eright to left',
  'عمل طويل جدا لا يتسع في العمود',
  '仕事'.repeat(12),
  'Zażółć — “quoted” … •',
  '👩‍👩‍👧‍👦'.repeat(9),
  '1'.repeat(40),
];

const oddJobs = oddNames.map((jobName, index): Job => ({
  ...madeUpJob(index),
  jobId: `odd-${index}`,
  jobName,
  status: index % 2 === 0 ? 'FAILED' : jobName,
  statusReason: `${jobName} ${jobName}`,
  timestamp: '2099-01-01T00:00:00Z',
}));

/** Clips cost half of the time to paint the table, so cells that need none have none. */
describe('cells without a clip', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  for (const theme of themeKinds) {
    it(`look as with one in ${theme}`, async () => {
      for (const width of [700, 1100, 1600]) {
        const dashboard = await dashboards.open({ theme, width, jobs: 60, more: oddJobs });
        await dashboard.ready();
        await assertSame(dashboard, `${theme} ${width}`);
        await dashboard.page.keyboard.press('Control+Home');
        await dashboard.grid.evaluate(grid => (grid.scrollLeft = 120));
        await assertSame(dashboard, `${theme} ${width}, scrolled sideways`);
      }
    });
  }

  it('are most cells', async () => {
    const dashboard = await dashboards.open({ jobs: 200 });
    await dashboard.ready();
    const all = await dashboard.page.locator('.row .cell').count();
    const whole = await dashboard.page.locator('.row .cell.whole').count();
    assert.ok(whole > all * 0.8, `${whole} of ${all}`);
  });

  it('are those whose content fits, whatever the width of the column', async () => {
    const dashboard = await dashboards.open({ jobs: 60, more: oddJobs });
    await dashboard.ready();
    const head = dashboard.page.getByRole('columnheader', { name: 'Job Name' });
    for (let step = 0; step < 3; step++) {
      await head.focus();
      await dashboard.page.keyboard.press('Shift+ArrowLeft');
      await assertSame(dashboard, `step ${step}`);
    }
  });
});

async function assertSame(dashboard: DashboardPage, what: string): Promise<void> {
  const { page, grid } = dashboard;
  const style = { animations: 'disabled', caret: 'hide' } as const;
  const without = await grid.screenshot(style);
  const sheet = await page.evaluateHandle(css => {
    const added = new CSSStyleSheet();
    added.replaceSync(css);
    document.adoptedStyleSheets = [added];
    return added;
  }, clips);
  const clipped = await grid.screenshot(style);
  await page.evaluate(() => (document.adoptedStyleSheets = []));
  await sheet.dispose();
  assert.ok(without.equals(clipped), `the table looks the same: ${what}`);
}
