import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventAddress } from '../../../src/core/event/eventUri';
import type { Job } from '../../../src/core/job/job';
import type { Internals } from '../../../src/main';
import { commands } from '../../../src/ids';
import { defaultStuckLimits } from '../../../src/core/job/stuckJobs';
import { jobFlags } from '../../../src/ui/jobsView/jobFlags';
import { jobTooltip } from '../../../src/ui/jobsView/jobTooltip';
import { jobItem } from '../../../src/ui/jobsView/jobTreeItem';
import { tooltipFacts, tooltipTitle } from '../../../src/ui/jobsView/tooltipFacts';
import { CanaryServer } from '../../support/fakes/canaryServer';
import { hostileItem, plantedEnd } from '../../support/security/hostileJobs';
import { injections, type Injection } from '../../support/security/injections';
import { readCsv } from '../../support/oracles/readCsv';
import { answering } from '../run/answering';
import { closeAll, eventText, labelsOf, openEvent } from '../event/events';
import { connect, makeTable, put, set, until } from '../run/support';

const table = 'HostHostileText';
const canaryCommand = 'batchMonitorTest.canary';
const run = vscode.commands.executeCommand;

const turnsOrBreaks = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

describe('hostile text in every field, in VS Code', function () {
  this.timeout(120_000);
  const canary = new CanaryServer();
  const folder = mkdtempSync(path.join(tmpdir(), 'batch-monitor-'));
  let all: readonly Injection[];
  let items: readonly Record<string, unknown>[];
  let internals: Internals;
  let command: vscode.Disposable;
  let commandRuns = 0;
  let openedBefore: readonly string[] = [];

  /** Terminals, and documents that nobody saved; earlier tests leave some, which VS Code closes later. */
  const opened = (): readonly string[] => [
    ...vscode.window.terminals.map(({ name }) => name),
    ...vscode.workspace.textDocuments
      .filter(({ isUntitled }) => isUntitled)
      .map(({ uri }) => uri.toString()),
  ];

  before(async () => {
    const address = await canary.start();
    command = vscode.commands.registerCommand(canaryCommand, () => commandRuns++);
    all = injections({ address, command: canaryCommand, script: 'globalThis.canary=1' });
    items = all.map(hostileItem);
    await closeAll();
    openedBefore = opened();
    await set('refreshIntervalSeconds', 0);
    await makeTable(table, items);
    internals = await connect(table);
  });

  /** After every surface: nobody did what a string asked for. */
  afterEach(() => {
    assert.equal(commandRuns, 0);
    assert.deepEqual(canary.requests, []);
    assert.equal('canary' in globalThis, false);
    assert.equal('polluted' in Object.prototype, false);
    assert.deepEqual(
      opened().filter(one => !openedBefore.includes(one)),
      [],
    );
  });

  after(async () => {
    await closeAll();
    await set('refreshIntervalSeconds', undefined);
    command.dispose();
    await canary.stop();
    rmSync(folder, { recursive: true });
  });

  const jobs = (): Job[] => [...internals.store.jobs()];

  /** What VS Code's own renderer of Markdown makes of a text, as HTML. */
  const html = (markdown: string): Thenable<string> => run('markdown.api.render', markdown);

  it('is read without loss', () => {
    const { store } = internals;
    assert.equal(store.size, items.length);
    for (const item of items) {
      const job = store.get(String(item['jobId']));
      assert.deepEqual(
        [job?.jobName, job?.statusReason, job?.jobDefinition],
        [item['jobName'], item['statusReason'], item['jobDefinition']],
      );
    }
  });

  it('stays on one line in the rows of the tree', async () => {
    const { tree, store } = internals;
    const look = {
      ...jobFlags(jobs()[0] ?? assert.fail(), store, defaultStuckLimits, Date.now()),
      children: 0,
    };
    for (const job of jobs()) {
      const item = jobItem({ kind: 'job', job }, look);
      for (const text of [item.label, item.description, item.accessibilityInformation?.label]) {
        assert(typeof text === 'string' && text.length <= 700);
        assert.doesNotMatch(text, turnsOrBreaks);
      }
      assert.deepEqual(item.command?.command, commands.openEvent);
    }
    for (const group of await tree.getChildren()) {
      const { label } = tree.getTreeItem(group);
      assert(typeof label === 'string');
      assert.doesNotMatch(label, turnsOrBreaks);
      await tree.getChildren(group);
    }
  });

  it('is text in tooltips: no link to a command, no picture, no markup', async () => {
    const { store } = internals;
    for (const job of jobs()) {
      const facts = tooltipFacts(
        job,
        'Type',
        jobFlags(job, store, defaultStuckLimits, 0),
        Date.now(),
      );
      const tooltip = jobTooltip(tooltipTitle(job), facts);
      assert.deepEqual([tooltip.isTrusted, tooltip.supportHtml], [false, false]);
      assert(!tooltip.supportThemeIcons);
      const whole = await html(tooltip.value.replaceAll('$', '&#36;'));
      // That command is for previews, which know mathematics and put something of theirs first.
      const rendered = whole.slice(whole.indexOf('<p'));
      assert.doesNotMatch(rendered.replaceAll('\n', ''), turnsOrBreaks);
      const tags = [...rendered.matchAll(/<\/?([a-z][\w-]*)/gi)].map(([, name]) => name);
      // VS Code asks before it opens an address, and shows it in full.
      const links = [...rendered.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = '']) => href);
      assert.deepEqual(
        links.filter(href => !/^https?:/.test(href)),
        [],
      );
      assert.deepEqual(
        tags.filter(name => !['p', 'strong', 'br', 'a'].includes(name ?? '')),
        [],
        rendered,
      );
    }
  });

  it('is the text of event documents, whose values stay hidden, and the title of file names only', async () => {
    for (const item of items) {
      const jobId = String(item['jobId']);
      const job = internals.store.get(jobId);
      const uri = vscode.Uri.from(eventAddress(jobId, job));
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      const event = JSON.parse(text) as {
        detail: { jobId: string; container: { environment: { value: string }[] } };
      };
      assert.equal(event.detail.jobId, jobId);
      assert.equal(event.detail.container.environment[0]?.value, '(redacted)');
      assert(!text.includes(plantedEnd), text);
    }
    const kinds = new Set<string>();
    for (const [index, { kind }] of all.entries()) {
      if (!kinds.has(kind)) {
        kinds.add(kind);
        const jobId = String(items[index]?.['jobId']);
        await openEvent(jobId);
        await until('its text', () => eventText(jobId).includes('"detail"'));
        const [label = ''] = labelsOf(jobId);
        assert.match(label, /^[\w.-]{1,128}( \([\w.-]{1,32}\))?\.json$/);
      }
    }
    await closeAll();
  });

  it('never becomes a path in the name of a document', async () => {
    for (const address of [
      'batch-monitor-event:/../../../etc/passwd?x',
      'batch-monitor-event://evil/..%2f..%2fetc%2fpasswd?%00',
      'batch-monitor-event:/a/b/c.json?__proto__',
      'batch-monitor-event://x.y.z/file.json',
      'batch-monitor-event:/x.json?file:///etc/passwd',
    ]) {
      const uri = vscode.Uri.parse(address);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      assert.match(
        text,
        /does not identify a job|no longer in the table|belongs to a table that is not active/,
      );
      await assert.rejects(async () => vscode.workspace.fs.writeFile(uri, new Uint8Array([1])));
      await assert.rejects(async () => vscode.workspace.fs.delete(uri));
      await assert.rejects(async () => vscode.workspace.fs.rename(uri, uri.with({ path: '/y' })));
      await assert.rejects(async () => vscode.workspace.fs.createDirectory(uri));
      assert.deepEqual(
        await vscode.workspace.fs.readDirectory(uri).then(
          l => l,
          () => [],
        ),
        [],
      );
    }
  });

  it('is exported completely, without a formula', async () => {
    const [csv, json] = ['jobs.csv', 'jobs.json'].map(name => path.join(folder, name));
    assert(csv && json);
    for (const file of [csv, json]) {
      const target = vscode.Uri.file(file);
      assert.deepEqual(await run(commands.exportJobs, { target }), {
        written: items.length,
        gone: 0,
      });
    }
    const rows = readCsv(readFileSync(csv, 'utf8'));
    assert.equal(rows.length, items.length + 1);
    for (const cell of rows.flat()) {
      assert.doesNotMatch(cell, /^[\s\p{C}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u);
    }
    assert.equal((JSON.parse(readFileSync(json, 'utf8')) as unknown[]).length, items.length);
    assert.deepEqual(readdirSync(folder).toSorted(), ['jobs.csv', 'jobs.json']);
  });

  it('is copied unchanged, and the confirmation contains no link', async () => {
    const told = answering('showInformationMessage', () => undefined);
    try {
      for (const job of jobs()) {
        await run(commands.copyJobName, { kind: 'job', job });
        if (job.jobName !== '') {
          assert.equal(await vscode.env.clipboard.readText(), job.jobName);
        }
      }
    } finally {
      told.restore();
    }
    assert.deepEqual(
      told.texts.filter(text => text.includes('](')),
      [],
    );
  });

  it('is listed only by name in a list of jobs', async () => {
    const picked = answering('showQuickPick', () => undefined);
    try {
      await run(commands.openEvent);
    } finally {
      picked.restore();
    }
    const labels = picked.texts.join('\n').split('\n');
    assert(labels.length > 200, String(labels.length));
    for (const label of labels) {
      assert.doesNotMatch(label, /(?<!\\)\$\([a-z0-9-]+(~[a-z0-9-]+)?\)/i);
      assert.doesNotMatch(label, turnsOrBreaks);
    }
  });

  it('makes no link in notifications of failures', async () => {
    const told = answering('showWarningMessage', () => undefined);
    await set('notifications.windowSeconds', 0);
    await set('notifications.mode', 'failures');
    try {
      for (const [index, { text, kind }] of all.entries()) {
        if (['markdown', 'command', 'html'].includes(kind)) {
          await put(table, {
            ...hostileItem({ kind, text }, index),
            jobId: `news-${index}`,
            status: 'FAILED',
            timestamp: new Date().toISOString(),
          });
        }
      }
      await run(commands.refresh);
      await until('it is told', () => told.texts.length > 0);
    } finally {
      told.restore();
      await set('notifications.mode', undefined);
      await set('notifications.windowSeconds', undefined);
    }
    assert.match(told.texts.join(), /new failures/);
    assert.deepEqual(
      told.texts.filter(text => text.includes('](')),
      [],
    );
  });

  it('is not a command of a terminal, as the profile to sign in with', async () => {
    const told = answering('showInformationMessage', () => undefined);
    try {
      for (const { text } of all.filter(({ kind }) => ['shell', 'terminal'].includes(kind))) {
        await run(commands.signIn, text);
      }
    } finally {
      told.restore();
    }
    assert(told.texts.length > 20);
    assert.deepEqual(
      told.texts.filter(text => text.includes('](')),
      [],
    );
  });

  it('cannot forge a line of the log', async () => {
    let log = '';
    await until('the log has been written', () => {
      log = logText();
      return log.includes('ignored attributes of the wrong type') && log.endsWith('\n');
    });
    const lines = log.split(/\r?\n/).slice(0, -1);
    assert.deepEqual(
      lines.filter(line => !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \[\w+\] /.test(line)),
      [],
    );
    assert(!/^[^[]*\[error\] (forged|x)/m.test(log));
    assert(!log.includes('\u001b'));
  });

  /** The file behind the output channel: VS Code keeps all of them in the folder of the run. */
  function logText(): string {
    return filesBelow(userDataOf(internals.storage.fsPath))
      .filter(file => /Batch Monitor[^/\\]*\.log$/.test(file))
      .map(file => readFileSync(file, 'utf8'))
      .join('');
  }
});

/** From `…/User/globalStorage/<extension>` to where all data of this VS Code is. */
const userDataOf = (storage: string): string => path.resolve(storage, '../../..');

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => path.join(folder, name))
    .filter(file => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
}
