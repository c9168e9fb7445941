import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { until } from '../../local/process/until';
import { themes } from '../../local/vscode/themes';
import { LocalLogs } from '../../support/emulators/aws/localLogs';
import { aFailedJob } from './items';
import { Monitor } from './workbench';

const group = '/aws/batch/job';
const start = Date.UTC(2026, 10, 23, 10);

const eventOf = (jobId: string, status: string, logStreamName: string): string =>
  JSON.stringify({
    'detail-type': 'Batch Job State Change',
    source: 'aws.batch',
    detail: {
      ...{ jobId, status, startedAt: start },
      attempts:
        status === 'FAILED'
          ? [{ startedAt: start, container: { exitCode: 1, logStreamName } }]
          : [],
      container: { logStreamName },
    },
  });

const items = [
  aFailedJob({ jobName: 'encode-movie', fullEvent: eventOf('failed-1', 'FAILED', 'long') }),
  aFailedJob({
    jobId: 'running-1',
    jobName: 'nightly',
    status: 'RUNNING',
    fullEvent: eventOf('running-1', 'RUNNING', 'growing'),
  }),
];

const steps = ['INFO decoded frame', 'INFO encoded frame', '\u001b[33mWARN late frame'];

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    time: start + index * 250,
    text: `${steps[index % steps.length]}\u001b[0m ${index}`,
  }));

const failure = [
  'Traceback (most recent call last):',
  '  File "/app/main.py", line 42, in <module>',
  "KeyError: 'media_id'",
  'password=hunter2',
];

describe('logs in the workbench', () => {
  const logs = new LocalLogs();
  let monitor: Monitor;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'batch-monitor-logs-'));
    logs.put(group, 'long', lines(2_496));
    logs.put(
      group,
      'long',
      failure.map((text, index) => ({ time: start + 630_000 + index, text })),
    );
    logs.put(group, 'growing', lines(200));
    monitor = await Monitor.open({
      items,
      settings: { 'batchMonitor.refreshIntervalSeconds': 0 },
      env: { AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: await logs.server.start() },
    });
    const { workbench } = monitor;
    await workbench.openView('Batch Monitor');
    await workbench.treeRow('Ingest').waitFor();
    for (const status of [/^FAILED/, /^RUNNING/]) {
      await workbench.page.getByRole('treeitem', { name: status }).click();
      await workbench.page.getByRole('treeitem', { name: status, expanded: true }).waitFor();
    }
    await workbench.treeRow('nightly').waitFor();
  });

  after(async () => {
    await monitor.close();
    await logs.server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const press = (key: string): Promise<void> => monitor.workbench.page.keyboard.press(key);
  const shownLines = (): Locator => monitor.workbench.page.locator('.editor-instance .view-lines');
  const text = async (): Promise<string> =>
    (await shownLines().innerText()).replaceAll('\u00a0', ' ');

  const shows = (part: string): Promise<boolean> =>
    until(`the log shows ${part}`, async () => (await text()).includes(part));

  const cursorAt = (line: string): Promise<void> =>
    monitor.workbench.statusBarItem(`Ln ${line},`).waitFor();

  /** A code lens above the first line. */
  const lens = (title: string): Locator =>
    monitor.workbench.page.locator('.codelens-decoration').getByText(title, { exact: true });

  /** As a user without a mouse: by the Command Palette. */
  async function runByKeyboard(title: string): Promise<void> {
    const { picker } = monitor.workbench;
    await press('F1');
    await picker.locator('input:focus').waitFor();
    await monitor.workbench.page.keyboard.type(title);
    const first = picker.locator('.monaco-list-row.focused', {
      has: monitor.workbench.page.locator('.highlight'),
    });
    await first.filter({ hasText: title }).waitFor();
    await press('Enter');
    // A command may show a picker of its own in the place of the palette, without a moment between them.
    await until('the palette is closed', async () => {
      const shown = await picker.isVisible();
      return !shown || !(await picker.locator('input').first().inputValue()).startsWith('>');
    });
  }

  it('opens at its end from the menu of a job in the sidebar', async () => {
    const { workbench } = monitor;
    await workbench.runMenuItem(
      workbench.treeRow('encode-movie'),
      ['Open Log'],
      workbench.editorTab('encode-movie (attempt 1).log'),
    );
    await shows("KeyError: 'media_id'");
    await cursorAt('1001');
    assert.match(await text(), /password=\(redacted\)/);
    assert.doesNotMatch(await text(), /\[0m|hunter2/);
  });

  it('loads earlier lines by the keyboard', async () => {
    await shownLines().click();
    await press('Control+Home');
    await cursorAt('1');
    await shows('1500');
    await lens('Load Earlier Lines').waitFor();
    await runByKeyboard('Load Earlier Log Lines');
    await lens('Load Earlier Lines').waitFor({ state: 'hidden' });
    // The cursor stays at its line, below those that were loaded.
    await cursorAt('1501');
    await press('Control+Home');
    await shows('INFO decoded frame 0');
    await press('Control+End');
    await cursorAt('2501');
  });

  it('shows times and hides them again by its lens', async () => {
    await press('Control+Home');
    await lens('Show Times').click();
    await shows('2026-11-23T10:00:00.000Z INFO decoded frame 0');
    await lens('Show Times Since Start').click();
    await shows('+00:00:00.250 INFO encoded frame 1');
    await lens('Hide Times').click();
    await until('no times', async () => /^INFO decoded frame 0$/m.test(await text()));
    await cursorAt('1');
    await lens('Show Times').waitFor();
  });

  it('is saved whole', async () => {
    const { workbench } = monitor;
    const file = path.join(folder, 'whole.log');
    await runByKeyboard('Save Whole Log');
    const input = workbench.picker.locator('input:focus');
    await until('the name of the file', async () => (await input.inputValue()).endsWith('.log'));
    await workbench.saveAs(file);
    await workbench.notification('Saved 2,500 entries to whole.log.');
    const saved = (await readFile(file, 'utf8')).trimEnd().split('\n');
    assert.deepEqual(
      [saved[0], saved.at(-1), saved.length],
      ['INFO decoded frame 0', 'password=(redacted)', 2_500],
    );
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('follows a running job, and scrolls only while the cursor is at the end', async () => {
    const { workbench } = monitor;
    await runByKeyboard('Batch Monitor: Follow Log');
    await workbench.pick('nightly');
    await workbench.editorTab('nightly').waitFor();
    await cursorAt('201');
    logs.put(group, 'growing', [{ time: start + 60_000, text: 'one more' }]);
    await shows('one more');
    await cursorAt('202');
    await press('Control+Home');
    await cursorAt('1');
    await lens('Stop Following').waitFor();
    const calls = logs.calls.length;
    logs.put(group, 'growing', [{ time: start + 61_000, text: 'and another' }]);
    await until('the log is read again', () => logs.calls.length > calls + 1);
    await cursorAt('1');
    await press('Control+End');
    await shows('and another');
    await press('Control+Home');
    await lens('Stop Following').click();
    await lens('Follow').waitFor();
  });

  for (const theme of themes) {
    it(`has its pictures in ${theme}`, async () => {
      const { workbench } = monitor;
      await workbench.setTheme(theme);
      for (const width of [1600, 1280, 1024]) {
        await workbench.page.setViewportSize({ width, height: 900 });
        await workbench.editorTab('nightly').click();
        await press('Control+Home');
        await shows('INFO decoded frame 0');
        await lens('Follow').waitFor();
        await monitor.screenshot(`log ${theme} ${width}`);
      }
      await workbench.page.setViewportSize({ width: 1600, height: 900 });
    });
  }

  it('runs a lens on the log that it belongs to, beside another one', async () => {
    const { workbench } = monitor;
    const openLog = (job: string, tab: string): Promise<void> =>
      workbench.runMenuItem(workbench.treeRow(job), ['Open Log'], workbench.editorTab(tab));
    await openLog('nightly', 'nightly');
    await shows('INFO decoded frame');
    await press('Control+Home');
    await cursorAt('1');
    await workbench.runCommand('View: Split Editor Right');
    await workbench.page.locator('.editor-group-container').nth(1).waitFor();
    await openLog('encode-movie', 'encode-movie (attempt 1).log');
    await cursorAt('1001');
    const [left, right] = ['.editor-group-container >> nth=0', '.editor-group-container >> nth=1'];
    const inLeft = workbench.page.locator(left);
    await inLeft.getByText('Show Times', { exact: true }).click();
    await inLeft.getByText('Show Times Since Start', { exact: true }).waitFor();
    const other = await workbench.page.locator(right).locator('.view-lines').innerText();
    assert.doesNotMatch(other, /2026-11-23T/);
  });
});
