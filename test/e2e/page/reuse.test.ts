import assert from 'node:assert/strict';
import { Dashboards, type DashboardPage } from './support/dashboardPage';

/** What a page knows of an earlier test. */
const tracesIn = ({ page }: DashboardPage) =>
  page.evaluate(async () => ({
    stored: Object.keys(localStorage).concat(Object.keys(sessionStorage)).includes('trace'),
    isHovered: document.querySelector('[role="grid"]:hover') !== null,
    isForced: matchMedia('(forced-colors: active)').matches,
    mayPaste: (await navigator.permissions.query({ name: 'clipboard-read' as never })).state,
    year: new Date().getFullYear(),
    hosts: window.fakeHost.received.filter(({ type }) => type === 'ready').length,
  }));

describe('a page that tests use one after the other', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  const open = async (): Promise<DashboardPage> => {
    const dashboard = await dashboards.open({ jobs: 20 });
    await dashboard.ready();
    return dashboard;
  };

  it('has no traces of the test before', async () => {
    const first = await open();
    const fresh = await tracesIn(first);
    const { page } = first;
    await page.evaluate(() => {
      localStorage.setItem('trace', '1');
      sessionStorage.setItem('trace', '1');
    });
    await page.emulateMedia({ forcedColors: 'active' });
    await page.context().grantPermissions(['clipboard-read']);
    await first.row(1).hover();
    assert.notDeepEqual(await tracesIn(first), fresh);
    await dashboards.closePages();

    const next = await open();
    assert.ok(next.page === page);
    assert.deepEqual(await tracesIn(next), fresh);
  });

  it('keeps its storage while a test reloads it', async () => {
    const { page } = await open();
    await page.evaluate(() => localStorage.setItem('trace', '1'));
    await page.reload();
    assert.equal(await page.evaluate(() => localStorage.getItem('trace')), '1');
  });

  it('is another one after a test with a clock of its own', async () => {
    const first = await open();
    await first.setTime(Date.UTC(2001, 0, 1));
    assert.equal((await tracesIn(first)).year, 2001);
    await dashboards.closePages();

    const next = await open();
    assert.ok(next.page !== first.page);
    assert.equal((await tracesIn(next)).year, new Date().getFullYear());
  });

  it('is another one while a test has it', async () => {
    const [first, second] = [await open(), await open()];
    assert.ok(second.page.context() !== first.page.context());
  });
});
