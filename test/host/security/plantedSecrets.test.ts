import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Internals } from '../../../src/main';
import { commands } from '../../../src/ids';
import { closeAll, eventText, openEvent } from '../event/events';
import { plantedSecrets } from '../../support/security/plantedSecrets';
import { connect, makeTable, put, set, until } from '../run/support';

const table = 'HostSecrets';
const run = vscode.commands.executeCommand;

/** Values of environment variables: shown nowhere unless somebody asks for them. */
const planted = {
  plain: plantedSecrets('env'),
  kubernetes: plantedSecrets('pod'),
  nested: plantedSecrets('nested'),
  damaged: plantedSecrets('damaged'),
  text: plantedSecrets('text'),
  bare: plantedSecrets('bare'),
};

const covered = Object.fromEntries(
  Object.entries(planted).map(([name, { ending }]) => [name, ending]),
);

/** Of the job itself, as its owner wrote it: shown with the event, kept and logged nowhere. */
const ofTheJob = { command: 'planted-command-2Wd6', parameter: 'planted-parameter-8Vb3' };

const event = (jobId: string): Record<string, unknown> => ({
  source: 'aws.batch',
  detail: {
    jobId,
    parameters: { token: ofTheJob.parameter },
    container: {
      command: ['run', '--password', ofTheJob.command],
      environment: planted.plain.variables,
    },
    eksProperties: {
      podProperties: { containers: [{ env: planted.kubernetes.variables }] },
    },
    notes: JSON.stringify({ environment: planted.nested.variables }),
  },
});

const itemOf = (jobId: string, fullEvent: string): Record<string, unknown> => ({
  jobId,
  jobName: `name of ${jobId}`,
  status: 'FAILED',
  statusReason: 'Essential container in task exited',
  timestamp: '2026-11-23T10:00:00Z',
  region: 'eu-west-1',
  fullEvent,
});

describe('secrets of jobs', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'batch-monitor-'));
  let internals: Internals;
  let dialogs: Internals['dialogs'];

  before(async () => {
    const variables = JSON.stringify(planted.damaged.variables);
    const damaged = `{"detail":{"environment":${variables},"cut`;
    const texts = planted.text.variables.map(({ name, value }) =>
      JSON.stringify(`${name}=${value}`),
    );
    const bare = planted.bare.variables.map(({ name, value }) => `${name}=${value}`);
    const unquoted = [...texts, bare.join()].map(text => `{environment: ${text}}`);
    await set('refreshIntervalSeconds', 0);
    await makeTable(table, [
      itemOf('whole', JSON.stringify(event('whole'))),
      itemOf('damaged', damaged),
      itemOf('unquoted', `{detail: {containers: [${unquoted.join()}]}}`),
    ]);
    internals = await connect(table);
    dialogs = { ...internals.dialogs };
  });

  after(async () => {
    Object.assign(internals.dialogs, dialogs);
    await closeAll();
    await set('refreshIntervalSeconds', undefined);
    rmSync(folder, { recursive: true });
  });

  const holds = (text: string, secrets: object): string[] =>
    (Object.values(secrets) as string[]).filter(secret => text.includes(secret));

  it('are hidden in event documents until the user reveals them', async () => {
    for (const jobId of ['damaged', 'unquoted', 'whole']) {
      await openEvent(jobId);
      await until('its text', () => eventText(jobId).includes('(redacted)'));
      assert.deepEqual(holds(eventText(jobId), covered), []);
    }
    assert.deepEqual(holds(eventText('whole'), ofTheJob), Object.values(ofTheJob));
  });

  it('are in no export of jobs or of the action history, and not on the clipboard', async () => {
    const files = ['jobs.csv', 'jobs.json', 'jobs.jsonl', 'history.csv', 'history.json'];
    const [csv, json, lines, historyCsv, historyJson] = files.map(name =>
      vscode.Uri.file(path.join(folder, name)),
    );
    for (const target of [csv, json, lines]) {
      await run(commands.exportJobs, { target });
    }
    const job = internals.store.get('whole');
    assert(job);
    internals.dialogs.confirm = (_message, _detail, ...buttons) => Promise.resolve(buttons[0]);
    await run(commands.retryJob, { kind: 'job', job });
    await until('it is in the history', () =>
      internals.history.entries.some(({ jobId }) => jobId === 'whole'),
    );
    for (const target of [historyCsv, historyJson]) {
      await run(commands.exportActionHistory, { target });
    }
    for (const name of readdirSync(folder)) {
      const text = readFileSync(path.join(folder, name), 'utf8');
      assert(text.includes('whole'), name);
      assert.deepEqual(holds(text, { ...covered, ...ofTheJob }), [], name);
    }
    for (const command of [commands.copyJobId, commands.copyJobName, commands.copyJobLink]) {
      await run(command, { kind: 'job', job });
      const copied = await vscode.env.clipboard.readText();
      assert.deepEqual(holds(copied, { ...covered, ...ofTheJob }), []);
    }
  });

  it('are in no log, state or other saved file', async () => {
    // A broken item, so that something is logged of this table.
    await put(table, { jobId: 'odd', status: 'FAILED', attempts: [planted.plain.ending] });
    await run(commands.refresh);
    await run(commands.checkConnection);
    const userData = path.resolve(internals.storage.fsPath, '../../..');
    const isLog = (file: string): boolean => /Batch Monitor[^/\\]*\.log$/.test(file);
    await until('the log has been written', () =>
      [...filesBelow(userData, isLog).values()].some(text => text.includes('job odd')),
    );
    const written = filesBelow(userData);
    const ours = [...written.keys()].filter(
      file => isLog(file) || file.startsWith(internals.storage.fsPath),
    );
    assert(ours.length >= 2, ours.join());
    for (const [file, text] of written) {
      assert.deepEqual(holds(text, { ...covered, ...ofTheJob }), [], file);
    }
  });
});

/** The files and their bytes as text, but for those that VS Code takes away while they are being read. */
function filesBelow(
  folder: string,
  isWanted: (file: string) => boolean = () => true,
): Map<string, string> {
  const texts = new Map<string, string>();
  for (const entry of unlessGone(() => readdirSync(folder, { withFileTypes: true })) ?? []) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      filesBelow(file, isWanted).forEach((text, below) => texts.set(below, text));
    } else if (entry.isFile() && isWanted(file)) {
      const text = unlessGone(() => readFileSync(file, 'latin1'));
      texts.set(file, text ?? '');
    }
  }
  return texts;
}

function unlessGone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOENT', String(error));
    return undefined;
  }
}
