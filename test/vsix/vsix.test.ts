import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { aFailedJob } from '../e2e/workbench/items';
import { Monitor } from '../e2e/workbench/workbench';
import { packagedExtension } from './packagedExtension';

/** A script of the page and those that it loads by itself, not the parts that it loads when they are shown. */
function withStaticImports(file: string): string[] {
  const found = new Set<string>([file]);
  for (const script of found) {
    for (const [, name = ''] of readFileSync(script, 'utf8').matchAll(
      /(?:from|import)"(\.[^"]+)"/g,
    )) {
      found.add(path.resolve(path.dirname(script), name));
    }
  }
  return [...found];
}

describe('the built extension host code', () => {
  it('wraps the VS Code API once, not once per module: each wrapper costs memory and time', () => {
    const folder = path.dirname(packagedExtension());
    const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.js') && !file.includes('lambda'))
      .map(file => readFileSync(path.join(folder, file), 'utf8'))
      .join('\n');
    assert.equal(code.match(/require\("vscode"\)/g)?.length, 1);
  });

  it('is within its budgets, as measured by `npm run bench`', () => {
    const vsix = packagedExtension();
    const kilobytes = (file: string): number => statSync(file).size / 1024;
    assert(kilobytes(vsix) <= 1024);
    assert(kilobytes(path.join(path.dirname(vsix), 'extension.js')) <= 100);
    const page = withStaticImports(path.join(path.dirname(vsix), 'webview.js'));
    assert(page.reduce((sum, file) => sum + kilobytes(file), 0) <= 260);
  });
});

describe('the packaged extension, installed from its vsix', () => {
  let monitor: Monitor;

  before(async () => {
    monitor = await Monitor.open({ vsix: packagedExtension(), items: [aFailedJob()] });
  });

  after(() => monitor.close());

  it('shows the jobs in its view', async () => {
    const { workbench } = monitor;
    await workbench.openView('Batch Monitor');

    await workbench.treeRow('Ingest').waitFor();
  });

  it('opens the dashboard by command', async () => {
    const { workbench } = monitor;
    await workbench.runCommand('Batch Monitor: Open Dashboard');

    await workbench.editorTab('Batch Dashboard').waitFor();
    await workbench.webview.locator('body > *').first().waitFor();
  });
});

describe('the packaged extension in a French VS Code', () => {
  let monitor: Monitor;

  before(async () => {
    monitor = await Monitor.open({
      vsix: packagedExtension(),
      items: [aFailedJob()],
      locale: 'fr',
    });
  });

  after(() => monitor.close());

  it('includes the French texts of the manifest, the host and the page', async () => {
    const { workbench } = monitor;
    await workbench.runCommand('Batch Monitor: Ouvrir le tableau de bord');

    await workbench.editorTab('Tableau de bord Batch').waitFor();
    await workbench.webview.getByRole('grid', { name: 'Tâches' }).waitFor();
  });
});
