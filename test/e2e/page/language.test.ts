import assert from 'node:assert/strict';
import { definitionName, queueName } from '../../../src/core/job/arn';
import { jobStatuses } from '../../../src/core/job/status';
import { defaultTaskTypeRules } from '../../../src/core/job/taskType';
import type { Texts } from '../../../src/core/text/localization';
import { flags, qualifiers } from '../../../src/core/filter/searchQualifiers';
import { extractTexts, frenchTexts, sourcesWithTexts } from '../../support/sources/texts';
import { Dashboards, type DashboardPage } from './support/dashboardPage';
import { madeUpEvent } from './support/madeUpEvents';
import { madeUpHistory } from './support/madeUpHistory';
import { madeUpJobs } from './support/madeUpJobs';

const jobs = madeUpJobs(300);
const history = madeUpHistory(60);

describe('the dashboard in another language', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  it('is French if VS Code is: titles, figures, filters, details', async () => {
    const dashboard = await dashboards.open({ texts: frenchTexts() });
    const { page } = dashboard;
    await page.getByRole('grid', { name: 'Tâches' }).waitFor();

    assert.equal(await page.evaluate(() => document.documentElement.lang), 'fr');
    const titles = await page.getByRole('columnheader').allInnerTexts();
    assert.deepEqual(
      titles.slice(0, 5).map(title => title.trim()),
      ['ID média', 'ID traitement', 'Type de traitement', 'Statut', 'ID du job'],
    );
    await page.getByText('Taux de réussite').waitFor();
    assert.match(await page.locator('.statistics').innerText(), /\d,\d\u00a0%/);
    assert.match(await dashboard.footer.innerText(), /300 tâches · les plus récentes d’abord/);

    await page.getByRole('combobox', { name: 'Rechercher des tâches' }).fill('stauts:failed');
    await page.getByText('Qualificateur inconnu').first().waitFor();
    await page.getByRole('combobox', { name: 'Rechercher des tâches' }).fill('status:failed');
    await page.locator('[aria-rowindex="2"] .status-word').filter({ hasText: 'FAILED' }).click();
    await page.getByRole('complementary', { name: 'Détails de la tâche' }).waitFor();
    await page.getByRole('heading', { name: 'Tentative 2 échouée' }).waitFor();
    await page.getByText('Conditions de relance').waitFor();
    await dashboard.screenshot('french');
  });

  it('shows no text of its own that is not localized', async () => {
    const dashboard = await dashboards.open({ texts: marked, jobs: 300, width: 1800 });
    const { page } = dashboard;
    const menu = (text: string) => page.getByRole('button', { name: mark(text) }).first();
    await page.locator('[aria-rowindex="2"] .status-word').waitFor();
    await expectAllMarked(dashboard, 'table');

    await menu('Columns').click();
    await expectAllMarked(dashboard, 'columns');
    for (const name of ['Attempts', 'Exit Code', 'Duration']) {
      await page.getByRole('option', { name: mark(name) }).click();
    }
    await page.keyboard.press('Escape');
    for (const filter of ['Status', 'Queue', 'Time']) {
      await page
        .locator('.filters')
        .getByRole('button', { name: mark(filter) })
        .first()
        .click();
      await expectAllMarked(dashboard, filter);
      await page.keyboard.press('Escape');
    }
    const search = page.getByRole('combobox', { name: mark('Search jobs') });
    await search.fill('i');
    await page.locator('.offer').first().waitFor();
    await expectAllMarked(dashboard, 'suggestions');
    await search.fill('is:');
    await page.locator('.offer').first().waitFor();
    await expectAllMarked(dashboard, 'flags');
    await search.fill('status:failed');
    await page.locator('.chip').first().waitFor();
    await expectAllMarked(dashboard, 'chips');

    await page.locator('[aria-rowindex="2"] .status-word').filter({ hasText: 'FAILED' }).click();
    await page.locator('.attempt').first().waitFor();
    await expectAllMarked(dashboard, 'details');
    await menu('More Actions').click();
    await page.getByRole('menuitem').first().waitFor();
    await expectAllMarked(dashboard, 'actions');
    await page.keyboard.press('Escape');
    await page.evaluate(
      jobId => window.fakeHost.setMark('broken', [jobId], true),
      jobs.find(({ status }) => status === 'FAILED')?.jobId ?? '',
    );
    await page.locator('.mark-note').waitFor();
    await expectAllMarked(dashboard, 'marks');
    for (const table of await page.locator('.chart-switch').all()) {
      await table.click();
    }
    await expectAllMarked(dashboard, 'charts as tables');
    await page.keyboard.press('Escape');
    await page.locator('[aria-rowindex="2"]').click();
    await page.keyboard.press('Control+A');
    await page.locator('.selection').waitFor();
    await expectAllMarked(dashboard, 'selection');
  });

  it('shows no such text in the action history', async () => {
    const dashboard = await dashboards.open({ texts: marked, history });
    const { page } = dashboard;
    await page.getByRole('button', { name: mark('Action History') }).click();
    await page.getByRole('table').getByRole('row').nth(5).waitFor();
    await expectAllMarked(dashboard, 'history');
    await page.getByRole('searchbox').fill('000000000');
    await page.getByText(mark('No actions match the filter')).waitFor();
    await expectAllMarked(dashboard, 'filtered history');
  });

  it('shows no such text while there are no jobs, or when they cannot be read', async () => {
    const empty = await dashboards.open({ texts: marked, jobs: 0 });
    await empty.page.getByRole('heading', { name: mark('No jobs yet') }).waitFor();
    await expectAllMarked(empty, 'empty');

    const loading = await dashboards.open({
      texts: marked,
      jobs: 0,
      feed: { load: { phase: 'loading', loaded: 12 }, updatedAt: undefined, readUnits: undefined },
    });
    await loading.page.locator('.notice').waitFor();
    await expectAllMarked(loading, 'loading');

    const filtered = await dashboards.open({ texts: marked, jobs: 20 });
    await filtered.page.getByRole('combobox', { name: mark('Search jobs') }).fill('name:000000000');
    await filtered.page.getByRole('heading', { name: mark('No jobs match the filter') }).waitFor();
    await expectAllMarked(filtered, 'filtered out');
  });
});

/** Each text in brackets that occur nowhere else. */
const mark = (text: string): string => `⟦${text}⟧`;

const { bundle } = extractTexts(sourcesWithTexts());
const marked: Texts = Object.fromEntries(
  Object.entries(bundle).map(([key, entry]) => [
    key,
    typeof entry === 'string' ? mark(entry) : entry.message === 'en' ? 'en' : mark(entry.message),
  ]),
);

/** All texts that jobs and tables bring, the longest first. */
const data: readonly string[] = [
  ...new Set([
    ...jobs.flatMap(job => textsIn(job)),
    ...jobs.flatMap(job => textsIn(JSON.parse(madeUpEvent(job)))),
    ...jobs.flatMap(({ jobQueue, jobDefinition }) => [
      queueName(jobQueue),
      definitionName(jobDefinition),
    ]),
    ...textsIn(history),
    ...history.map(({ by }) => by.split(':').at(-1)?.replace('assumed-role/', '') ?? ''),
    ...jobStatuses,
    ...defaultTaskTypeRules.map(({ name }) => name),
    ...Object.keys(qualifiers).map(name => `${name}:`),
    ...Object.keys(flags),
    'MonitoringToolTest',
    'status:failed',
    'name:000000000',
    '(redacted)',
    "'It'\\''s a title'",
    'Alt+↑',
    'Alt+↓',
  ]),
].sort((a, b) => b.length - a.length);

function textsIn(value: unknown): string[] {
  return typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, part]) => [
          ...(key.length > 3 ? [key] : []),
          ...textsIn(part),
        ])
      : [];
}

/** Texts on screen and read out, of which something is left when what is marked and data are taken off. */
async function expectAllMarked({ page }: DashboardPage, where: string): Promise<void> {
  const texts = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      if (parentElement && !parentElement.closest('script, style')) {
        found.push(textContent ?? '');
      }
    }
    for (const element of document.querySelectorAll('*')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        if (!element.closest('[aria-hidden="true"]') || name !== 'aria-label') {
          found.push(element.getAttribute(name) ?? '');
        }
      }
    }
    return [...new Set(found)];
  });
  assert.deepEqual(
    texts.map(unmarked).filter(rest => /[A-Za-z]{2,}/.test(rest)),
    [],
    where,
  );
}

/** What is neither within brackets, of which some are within others, nor data, nor an id cut short. */
function unmarked(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, ' ');
  }
  rest = rest.replace(/[\da-z-]+…[\da-z-]+/gi, ' ');
  return data.reduce((left, value) => (value === '' ? left : left.replaceAll(value, ' ')), rest);
}
