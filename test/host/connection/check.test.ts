import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Internals } from '../../../src/main';
import { commands } from '../../../src/ids';
import { reportScheme } from '../../../src/ui/base/reports';
import { answering } from '../run/answering';
import { closeAll } from '../event/events';
import { connect, endpoint, instead, makeTable, set, until } from '../run/support';

const run = vscode.commands.executeCommand;

const table = 'HostCheck';

/** Secrets of the forms that AWS gives out; none of them is anybody's. */
const secrets = {
  key: 'AKIAQ3PLANTEDKEYID77',
  secret: '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',
  token: `IQoJb3JpZ2luX2VjPLANTED${'aB3/+xYz'.repeat(30)}==`,
};

const shown = (): vscode.TextDocument | undefined =>
  vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === reportScheme)
    ?.document;

const lensesOf = async (document: vscode.TextDocument): Promise<string[]> => {
  const lenses = await run<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
  return lenses.map(
    ({ range, command }) => `${document.lineAt(range.start.line).text.trim()} | ${command?.title}`,
  );
};

describe('the connection check in VS Code', () => {
  let internals: Internals;

  before(async () => {
    await makeTable(table, [{ jobId: 'a', status: 'FAILED', timestamp: '2026-11-23T10:00:00Z' }]);
    internals = await connect(table);
  });

  afterEach(async () => {
    await closeAll();
    await connect(table);
  });

  /** Runs the check and gives its report, once it has these words, and the message that came with it. */
  async function check(
    words: RegExp,
    press?: string,
  ): Promise<{ readonly document: vscode.TextDocument; readonly told: readonly string[] }> {
    const told = answering('showWarningMessage', () => press);
    try {
      await run(commands.checkConnection);
      await until(`a report with ${words.source}`, () => words.test(shown()?.getText() ?? ''));
    } finally {
      told.restore();
    }
    const document = shown();
    assert(document);
    return { document, told: told.texts };
  }

  it('opens a report that starts with the result, with buttons to copy it and to check again', async () => {
    const { document, told } = await check(/All checks passed/);
    const lines = document.getText().split('\n');
    assert.equal(lines[0], 'Batch Monitor connection check');
    assert.match(document.getText(), /\nTable HostCheck, region eu-west-1\n/);
    assert(lines.indexOf('All checks passed. Batch Monitor can read jobs.') < 10);
    assert.match(document.getText(), /PASSED {3}5\. Data {2}\(\d/);
    assert.doesNotMatch(document.getText(), /Live actions/, 'they are simulated');
    assert.deepEqual(await lensesOf(document), [
      'Batch Monitor connection check | Copy Report',
      'Batch Monitor connection check | Check Again',
    ]);
    assert.deepEqual(told, [], 'what is well is told by the report alone');
  });

  it('is copied completely', async () => {
    const { document } = await check(/All checks passed/);
    await vscode.env.clipboard.writeText('');
    await run(commands.copyReport);
    await until(
      'it is copied',
      async () => (await vscode.env.clipboard.readText()) === document.getText(),
    );
  });

  it('reports that no report is open', async () => {
    const told = answering('showInformationMessage', () => undefined);
    try {
      await run(commands.copyReport);
    } finally {
      told.restore();
    }
    assert.deepEqual(told.texts, ['No report is open.']);
  });

  it('offers the remedy of the failure: above its step, and in a message', async () => {
    await connect('HostCheckMissing');
    const { document, told } = await check(/"HostCheckMissing" does not exist/);
    const [copy, again, remedy, ...more] = await lensesOf(document);
    assert.deepEqual([copy?.endsWith('Copy Report'), again?.endsWith('Check Again')], [true, true]);
    assert.match(remedy ?? '', /^FAILED {3}3\. Table {2}\(.*\) \| Select Table$/);
    assert.deepEqual(more, []);
    assert.match(document.getText(), /What to do: .+/);
    assert.equal(told.length, 1);
    assert.match(
      told[0] ?? '',
      /^Connection check failed at "Table": Table "HostCheckMissing" does not exist/,
    );
    assert(!told[0]?.includes('***'), told[0]);
  });

  it('runs the remedy when its button in the message is pressed', async () => {
    await connect('HostCheckMissing');
    const ran: unknown[] = [];
    const execute = (command: string): Promise<unknown> => {
      // Views keep their context up to date meanwhile.
      if (command !== 'setContext') {
        ran.push(command);
      }
      return Promise.resolve();
    };
    const told = answering('showWarningMessage', () => 'Select Table');
    try {
      await instead(vscode.commands, 'executeCommand', execute as typeof run, async () => {
        await run(commands.checkConnection);
        await until('the command ran', () => ran.length > 0);
      });
    } finally {
      told.restore();
    }
    assert.deepEqual(ran, [commands.selectTable]);
  });

  it('checks what live actions need while actions are live', async () => {
    await set('actions.mode', 'live');
    internals.modes.allow(true);
    try {
      const { document } = await check(/Live actions/);
      assert.match(document.getText(), /SKIPPED +7\. Live actions \(optional\)/);
      assert.match(document.getText(), /no endpoint is configured for AWS Batch/);
    } finally {
      internals.modes.allow(false);
      await set('actions.mode', undefined);
    }
  });

  it('stops on Cancel, without a report or a message', async () => {
    const accepted: unknown[] = [];
    const silent: Server = createServer(socket => accepted.push(socket));
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const source = new vscode.CancellationTokenSource();
    const steps: string[] = [];
    const progress: vscode.Progress<{ message?: string }> = {
      report: ({ message = '' }) => steps.push(message),
    };
    type Task = (
      progress: vscode.Progress<{ message?: string }>,
      token: vscode.CancellationToken,
    ) => Thenable<unknown>;
    const withProgress = (options: vscode.ProgressOptions, task: Task): Thenable<unknown> => {
      assert.equal(options.cancellable, true);
      return task(progress, source.token);
    };
    const told = answering('showWarningMessage', () => undefined);
    try {
      await set('endpoint', `http://127.0.0.1:${port}`);
      await instead(
        vscode.window,
        'withProgress',
        withProgress as typeof vscode.window.withProgress,
        async () => {
          const checking = run(commands.checkConnection);
          await until('it waits for the table', () =>
            steps.some(step => step === 'Table (3 of 6)'),
          );
          await until('the server is asked', () => accepted.length > 0);
          source.cancel();
          await checking;
        },
      );
      assert.equal(shown(), undefined);
      assert.deepEqual(told.texts, []);
    } finally {
      told.restore();
      await set('endpoint', endpoint());
      (accepted as { destroy(): void }[]).forEach(socket => socket.destroy());
      await new Promise(resolve => silent.close(resolve));
    }
  });

  describe('reveals no secret', () => {
    let folder: string;
    let before: NodeJS.ProcessEnv;

    beforeEach(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'batch-monitor-check-'));
      before = { ...process.env };
    });

    afterEach(async () => {
      for (const name of Object.keys(process.env)) {
        if (!(name in before)) {
          Reflect.deleteProperty(process.env, name);
        }
      }
      Object.assign(process.env, before);
      await set('profile', undefined);
      await rm(folder, { recursive: true });
    });

    const hasNone = (what: string, text: string): void => {
      for (const secret of Object.values(secrets)) {
        // Nor its beginning or its end.
        for (const piece of [secret.slice(0, 16), secret.slice(-16)]) {
          assert(!text.includes(piece), `${what} has ${piece}`);
        }
      }
    };

    /** The user's log of this session, and of earlier ones. */
    const log = (): string => {
      const logs = path.join(internals.storage.fsPath, '../../../logs');
      assert(existsSync(logs), logs);
      const files = readdirSync(logs, { recursive: true, encoding: 'utf8' });
      return files
        .filter(file => path.basename(file) === 'Batch Monitor.log')
        .map(file => readFileSync(path.join(logs, file), 'utf8'))
        .join('\n');
    };

    it('of the environment', async () => {
      process.env['AWS_ACCESS_KEY_ID'] = secrets.key;
      process.env['AWS_SECRET_ACCESS_KEY'] = secrets.secret;
      process.env['AWS_SESSION_TOKEN'] = secrets.token;
      const { document } = await check(/All checks passed/);
      hasNone('the report', document.getText());
      await until('the log has the check', () =>
        log().includes('connection check: All checks passed'),
      );
      hasNone('the log', log());
    });

    it('of the AWS files, and of the output of a credential process', async () => {
      const { key, secret, token } = secrets;
      const keys = `aws_access_key_id = ${key}\naws_secret_access_key = ${secret}\n`;
      const credentials = path.join(folder, 'credentials');
      const config = path.join(folder, 'config');
      // What a careless program says when it fails.
      const program = path.join(folder, 'program.sh');
      await writeFile(
        program,
        `#!/bin/sh\necho "refused ${key}:${secret}, token ${token}." >&2\nexit 1\n`,
        { mode: 0o700 },
      );
      await writeFile(credentials, `[keys]\n${keys}aws_session_token = ${token}\n`);
      await writeFile(config, `[profile process]\ncredential_process = ${program}\n`);
      process.env['AWS_SHARED_CREDENTIALS_FILE'] = credentials;
      process.env['AWS_CONFIG_FILE'] = config;

      await set('profile', 'keys');
      const well = await check(/Profile keys[\s\S]*All checks passed/);
      hasNone('the report', well.document.getText());

      await set('profile', 'process');
      await until('the reads fail', () => internals.feed.state.load.phase === 'failed');
      const failed = await check(/Connection check failed at "Credentials"/);
      assert.match(failed.document.getText(), /refused \*\*\*/, 'the program is quoted');
      hasNone('the report', failed.document.getText());
      hasNone('the message', failed.told.join('\n'));
      hasNone('the view', internals.view.message ?? '');
      await until('the log has the check', () => log().includes('check failed at "Credentials"'));
      hasNone('the log', log());
    });
  });
});
