import assert from 'node:assert/strict';
import { Dashboards } from './support/dashboardPage';

describe('the policy of the page', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  it('is strict, with a nonce of its own for each page', async () => {
    const nonces = new Set<string>();
    for (let pages = 0; pages < 3; pages++) {
      const { page } = await dashboards.open({ jobs: 1 });
      const policy = await page
        .locator('meta[http-equiv="Content-Security-Policy"]')
        .getAttribute('content');
      const { origin } = new URL(page.url());
      const nonce = /script-src 'nonce-([\w+/]{22}==)'/.exec(policy ?? '')?.[1] ?? '';
      assert.equal(
        policy,
        [
          "default-src 'none'",
          `script-src 'nonce-${nonce}'`,
          `style-src ${origin} 'nonce-${nonce}'`,
          `font-src ${origin}`,
          `img-src ${origin}`,
          "base-uri 'none'",
          "form-action 'none'",
        ].join('; '),
      );
      nonces.add(nonce);
    }
    assert.equal(nonces.size, 3);
  });

  it('blocks an inline script, and a violation fails tests', async () => {
    const dashboard = await dashboards.open({ jobs: 1 });
    await dashboard.ready();
    await dashboard.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.canary = 1';
      document.body.append(script);
    });
    assert.equal(await dashboard.page.evaluate(() => 'canary' in window), false);
    await dashboard.page.waitForFunction(() => window.fakeHost.violations.length > 0);
    await assert.rejects(() => dashboards.closePages(), /script-src/);
  });
});
