import assert from 'node:assert/strict';
import { aFailedJob } from './items';
import { Monitor } from './workbench';

describe('Batch Monitor in a French VS Code', () => {
  let monitor: Monitor;

  before(async () => {
    monitor = await Monitor.open({ items: [aFailedJob()], locale: 'fr' });
  });

  after(() => monitor.close());

  it('shows view, groups and status bar in French', async () => {
    const { workbench } = monitor;
    await workbench.openView('Batch Monitor');
    await workbench.treeRow('1 en échec sur 1').waitFor();
    await workbench.page
      .getByRole('button', { name: /^Section Tâches|^Tâches/ })
      .first()
      .waitFor();

    const status = workbench.statusBarItem('1 en échec');
    await status.waitFor();
    const label = (await status.locator('[aria-label]').first().getAttribute('aria-label')) ?? '';
    assert.match(label, /1 tâche en échec\./);
    await monitor.screenshot('french-tree');
  });

  it('has French commands, which open a French dashboard', async () => {
    const { workbench } = monitor;
    await workbench.runCommand('Batch Monitor: Ouvrir le tableau de bord');

    await workbench.editorTab('Tableau de bord Batch').waitFor();
    const page = workbench.webview;
    await page.getByRole('grid', { name: 'Tâches' }).waitFor();
    await page.getByText('Taux de réussite').waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'fr');
    await monitor.screenshot('french-dashboard');
  });
});
