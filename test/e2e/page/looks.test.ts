import { Dashboards } from './dashboardPage';
import { themeKinds } from './themes';

describe('looks of the dashboard', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());
  after(() => dashboards.stop());

  for (const theme of themeKinds) {
    it(`has a picture in ${theme}`, async () => {
      const dashboard = await dashboards.open({ theme, jobs: 12_431, feed: { malformed: 3 } });
      await dashboard.ready();
      await dashboard.screenshot(theme);
      await dashboard.cell(3, 5).click();
      await dashboard.details.getByText('General').waitFor();
      await dashboard.choose('Status', 'FAILED');
      await dashboard.button('Region').click();
      await dashboard.page.waitForTimeout(300);
      await dashboard.screenshot(`${theme}-details`);
    });
  }
});
