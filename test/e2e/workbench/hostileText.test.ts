import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { scaled } from '../../local/process/slowness';
import { until } from '../../local/process/until';
import { CanaryServer } from '../../support/fakes/canaryServer';
import { hostileItem } from '../../support/security/hostileJobs';
import { injections } from '../../support/security/injections';
import { Monitor } from './workbench';

/** The kinds of text that could look like more than text; each has a group of the tree. */
const shown = ['html', 'markdown', 'command', 'icon', 'svg', 'direction'];

/** Any command whose run would show. */
const canaryCommand = 'workbench.action.files.newUntitledFile';

describe('hostile text in the workbench', () => {
  const canary = new CanaryServer();
  let address: string;
  let monitor: Monitor;
  let jobs: number;
  const faults: string[] = [];

  before(async () => {
    address = await canary.start();
    const all = injections({ address, command: canaryCommand, script: 'window.canary=1' });
    const items = all
      .filter(({ kind }) => shown.includes(kind))
      .map((injection, index) => ({
        ...hostileItem(injection, index),
        status: 'FAILED',
        jobQueue: `queue/${injection.kind}`,
      }));
    jobs = items.length;
    monitor = await Monitor.open({
      items,
      settings: {
        'batchMonitor.refreshIntervalSeconds': 0,
        // Where a name could be told.
        'batchMonitor.notifications.mode': 'failures',
      },
    });
    const { page } = monitor.workbench;
    page.on('dialog', dialog => {
      faults.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await monitor.workbench.openView('Batch Monitor');
    await monitor.workbench.treeRow('FAILED').waitFor();
  });

  afterEach(async () => {
    const { page, refusals } = monitor.workbench;
    assert.deepEqual(faults, []);
    assert.deepEqual(canary.requests, []);
    assert.equal(await page.locator('.tabs-container .tab', { hasText: 'Untitled' }).count(), 0);
    assert.equal(await page.locator('.terminal-wrapper').count(), 0);
    // A page that is just closing answers no more, and is none of them at the next try.
    const marked = await until('an answer of every page', () =>
      Promise.all(page.frames().map(frame => frame.evaluate(() => 'canary' in window))),
    );
    assert(!marked.includes(true));
    assert.deepEqual(refusals, []);
  });

  after(async () => {
    await monitor.close();
    await canary.stop();
  });

  it('is text in the rows and hovers of the tree', async () => {
    const { page } = monitor.workbench;
    const failed = page.locator('.sidebar').getByRole('treeitem', { name: /^FAILED/ });
    const groups = page.locator('.sidebar [role="treeitem"][aria-level="1"]');
    await until(
      'the failures of every group',
      async () =>
        (await groups.count()) === shown.length && (await failed.count()) === shown.length,
    );
    // From the last one up: a group that opens moves those below it, out of the part that VS Code draws.
    for (let index = (await failed.count()) - 1; index >= 0; index--) {
      if ((await failed.nth(index).getAttribute('aria-expanded')) !== 'true') {
        await failed.nth(index).click();
        await failed.nth(index).and(page.locator('[aria-expanded="true"]')).waitFor();
      }
    }
    const rows = page.locator('.sidebar [role="treeitem"][aria-level="3"]');
    await rows.first().waitFor();
    let hovered = 0;
    for (let index = 0; index < Math.min(await rows.count(), 14); index++) {
      const hover = page.locator('.monaco-hover:visible').filter({ hasText: 'Job ID' });
      await monitor.workbench.hover(rows.nth(index), hover.first());
      const inside = hover.locator('a, img, iframe, form, .codicon, [style*="color"]');
      assert.deepEqual(await inside.evaluateAll(found => found.map(one => one.outerHTML)), []);
      hovered++;
    }
    assert(hovered >= 10, String(hovered));
    const icons = page.locator(
      '.sidebar .label-name .codicon, .sidebar .label-description .codicon',
    );
    assert.equal(await icons.count(), 0);
    await monitor.screenshot('hostile tree');
  });

  it('is text in the hover of the status bar, whose only links are our own', async () => {
    const { workbench } = monitor;
    const hover = workbench.page
      .locator('.monaco-hover:visible')
      .filter({ hasText: 'Open Dashboard' });
    await workbench.hover(workbench.statusBarItem(`${jobs} failed`), hover.first());
    const links = await hover
      .locator('a')
      .evaluateAll(found =>
        found.map(one => one.getAttribute('data-href') ?? one.getAttribute('href') ?? ''),
      );
    assert(links.length > 0);
    assert.deepEqual(
      links.filter(link => !link.startsWith('command:batchMonitor.')),
      [],
    );
    await workbench.page.mouse.move(900, 300);
  });

  it('is text in the dashboard, its details and the event', async () => {
    const { workbench } = monitor;
    await workbench.runCommand('Batch Monitor: Open Dashboard');
    const grid = workbench.webview.getByRole('grid', { name: 'Jobs' });
    await grid.locator('[aria-rowindex="2"] .status-word').waitFor();
    await grid.locator('[aria-rowindex="2"] [aria-colindex="6"]').click();
    const details = workbench.webview.getByRole('complementary', { name: 'Job details' });
    await details.getByText('Environment', { exact: true }).first().waitFor();
    await monitor.screenshot('hostile dashboard');
    await details.getByRole('button', { name: 'Open Full Event' }).click();
    await workbench.editorTab('(FAILED).json').waitFor();
    await workbench.page.locator('.editor-instance .view-lines').first().waitFor();
  });

  it('is subject to a policy in the running page that allows no scripts, requests or navigation', async () => {
    const { workbench } = monitor;
    await workbench.runCommand('Batch Monitor: Open Dashboard');
    await workbench.webview.locator('#app').waitFor();
    const page = await pageFrame();
    const policy = await page
      .locator('meta[http-equiv="Content-Security-Policy"]')
      .first()
      .getAttribute('content');
    const parts = new Map(
      (policy ?? '').split('; ').map(part => [part.split(' ')[0], part.split(' ').slice(1)]),
    );
    assert.deepEqual(parts.get('default-src'), ["'none'"]);
    assert.deepEqual(parts.get('base-uri'), ["'none'"]);
    assert.deepEqual(parts.get('form-action'), ["'none'"]);
    assert.match(parts.get('script-src')?.join(' ') ?? '', /^'nonce-[\w+/]{20,}={0,2}'$/);
    assert.doesNotMatch(policy ?? '', /unsafe|\*(?!\.vscode-cdn\.net)|data:/);

    const told = monitor.workbench.page.waitForEvent('console', {
      predicate: message => message.text() === 'all refused',
    });
    const limitMs = scaled(10_000);
    const refused = await page.evaluate(
      async ([url, limit]) => {
        const directives: string[] = [];
        document.addEventListener('securitypolicyviolation', event => {
          directives.push(event.effectiveDirective);
        });
        const elements: readonly [string, Readonly<Record<string, string>>, string?][] = [
          ['script', {}, 'window.canary = 1'],
          ['script', { src: `${url}/script.js` }],
          ['img', { src: `${url}/image.png` }],
          ['iframe', { src: `${url}/frame` }],
          ['link', { rel: 'stylesheet', href: `${url}/sheet.css` }],
          ['img', { src: 'x', onerror: 'window.canary = 1' }],
        ];
        for (const [tag, attributes, text = ''] of elements) {
          const element = document.createElement(tag);
          for (const [name, value] of Object.entries(attributes)) {
            element.setAttribute(name, value);
          }
          element.append(text);
          document.body.append(element);
        }
        await fetch(`${url}/fetch`).catch(() => undefined);
        for (const end = Date.now() + limit; Date.now() < end && new Set(directives).size < 6;) {
          await new Promise(resolve => setTimeout(resolve, 20));
        }
        console.log('all refused');
        return [...new Set(directives)].sort();
      },
      [address, limitMs] as const,
    );
    for (const directive of ['connect-src', 'frame-src', 'img-src', 'script-src-elem']) {
      assert(refused.includes(directive), refused.join());
    }
    // The console has them in their order: none comes after this.
    await told;
    assert(monitor.workbench.refusals.length > 0);
    monitor.workbench.refusals.length = 0;
  });

  /** The frame that holds the dashboard, within those of VS Code's. */
  async function pageFrame(): Promise<Frame> {
    return until('a page of ours', async () => {
      for (const frame of monitor.workbench.page.frames()) {
        if ((await frame.locator('#app').count()) > 0) {
          return frame;
        }
      }
      return undefined;
    });
  }
});
