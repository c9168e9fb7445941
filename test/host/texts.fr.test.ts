import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Internals } from '../../src/main';
import { commands } from '../../src/ids';
import { activated, connect, extensionId, makeTable, set, until } from './run/support';

const queue = 'arn:aws:batch:eu-west-1:123456789012:job-queue/assembly-pre';

const items = [
  {
    jobId: 'failed-1',
    jobName: 'conform-1',
    status: 'FAILED',
    timestamp: '2026-11-23T10:00:00Z',
    jobQueue: queue,
    fullEvent: '{"damaged',
  },
  {
    jobId: 'done-1',
    jobName: 'conform-2',
    status: 'SUCCEEDED',
    timestamp: '2026-11-23T10:01:00Z',
    jobQueue: queue,
  },
  { jobId: 'odd-1', jobQueue: queue, jobName: 'conform-3', timestamp: '2026-11-23T10:02:00Z' },
];

/** As VS Code keeps a text of a manifest that it has looked up. */
const shown = (text: unknown): unknown =>
  typeof text === 'object' && text !== null && 'value' in text ? text.value : text;

interface Manifest {
  readonly description: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: unknown }[];
    readonly viewsWelcome: readonly { readonly contents: string }[];
  };
}

describe('the extension in a French VS Code', () => {
  let internals: Internals;

  before(async () => {
    await activated();
    await makeTable('FrenchJobs', items);
    internals = await connect('FrenchJobs');
    await until('the jobs', () => internals.store.size === items.length);
  });

  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('has French texts, looked up by VS Code', () => {
    assert.equal(vscode.env.language, 'fr');
    assert.equal(vscode.l10n.bundle?.['Refresh'], 'Actualiser');
  });

  it('has French titles of commands, welcome texts and settings', () => {
    const manifest = vscode.extensions.getExtension(extensionId)?.packageJSON as Manifest;
    const title = (id: string) =>
      shown(manifest.contributes.commands.find(({ command }) => command === id)?.title);

    assert.equal(title(commands.openDashboard), 'Ouvrir le tableau de bord');
    assert.equal(title(commands.checkConnection), 'Vérifier la connexion');
    assert.match(manifest.description, /^Voyez quelles tâches AWS Batch/);
    assert.match(
      manifest.contributes.viewsWelcome.map(({ contents }) => contents).join('\n'),
      /\[Vérifier la connexion\]\(command:batchMonitor\.checkConnection\)/,
    );
  });

  it('shows groups and jobs of the tree in French, and statuses as in AWS', async () => {
    await until('the groups', async () => (await internals.tree.getChildren()).length === 1);
    const [group] = await internals.tree.getChildren();
    assert(group);
    const item = internals.tree.getTreeItem(group);
    assert.equal(item.label, 'Assembly (Zip Package)');
    assert.equal(item.description, '1 en échec sur 3');
    assert.match(item.accessibilityInformation?.label ?? '', /3 tâches, 1 en échec/);

    const statuses = await internals.tree.getChildren(group);
    const labels = statuses.map(status => internals.tree.getTreeItem(status).label);
    assert.deepEqual(labels, ['FAILED', 'SUCCEEDED', 'Sans statut']);
  });

  it('explains in French why an event is not formatted', async () => {
    await vscode.commands.executeCommand(commands.openEvent, 'failed-1');
    await until('the event', () => activeText().includes('fullEvent'));

    assert.match(activeText(), /^Le fullEvent enregistré n’est pas du JSON valide\u00a0: /);
  });

  it('reports the connection check in French, including lazily loaded parts', async () => {
    await vscode.commands.executeCommand(commands.checkConnection);
    await until('the report', () => activeText().includes('Batch Monitor'));

    const report = activeText();
    assert.match(report, /^Vérification de la connexion de Batch Monitor\n/);
    assert.match(report, /Toutes les vérifications ont réussi\./);
    assert.match(report, /RÉUSSI +1\. Informations d’identification/);
    assert.match(
      report,
      /3 tâches\u00a0; réussies\u00a0: 1, en échec\u00a0: 1, en cours\u00a0: 0\./,
    );
  });

  it('confirms an action in French, and shows that it is simulated', async () => {
    const { dialogs } = internals;
    const original = { ...dialogs };
    const asked: string[] = [];
    dialogs.confirm = (...texts) => {
      asked.push(...texts);
      return Promise.resolve(undefined);
    };
    try {
      await vscode.commands.executeCommand(commands.retryJob, 'failed-1');
    } finally {
      Object.assign(dialogs, original);
    }
    assert.equal(asked[0], 'Relancer conform-1 (simulation)\u00a0?');
    assert.match(asked[1] ?? '', /^Simulation\u00a0: rien n’est envoyé à AWS/);
    assert.equal(asked[2], 'Relancer (simulation)');
  });

  it('reports in French what AWS denied', async () => {
    await set('tableName', 'NoSuchTable');
    await until('the failure', () => {
      const { connection, load } = internals.feed.state;
      return connection.tableName === 'NoSuchTable' && load.phase === 'failed';
    });
    const { load } = internals.feed.state;
    assert(load.phase === 'failed');
    assert.match(
      load.error.message,
      /^La table «\u00a0NoSuchTable\u00a0» n’existe pas dans eu-west-1/,
    );
    assert.match(load.error.remedy, /^Sélectionnez une autre table/);
  });

  it('does not translate data, searches and exports', async () => {
    await connect('FrenchJobs');
    const folder = mkdtempSync(path.join(tmpdir(), 'batch-monitor-'));
    try {
      const file = path.join(folder, 'jobs.csv');
      const target = vscode.Uri.file(file);
      await vscode.commands.executeCommand(commands.exportJobs, { target });
      const csv = readFileSync(file, 'utf8');
      assert.match(csv, /^"?Media ID/);
      assert.match(csv, /FAILED/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const activeText = (): string => vscode.window.activeTextEditor?.document.getText() ?? '';
