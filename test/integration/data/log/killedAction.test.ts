import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import type { ActionEntry } from '../../../../src/core/actions/actionLog';
import { keepNewest, maxActions } from '../../../../src/core/actions/historyRetention';
import { checkActionEntry } from '../../../../src/data/log/logEntrySchemas';
import { SharedLog } from '../../../../src/data/log/sharedLog';
import type { LogProblem } from '../../../../src/data/log/sharedLogTypes';
import { root } from '../../../local/root';
import { scaled } from '../../../local/process/slowness';
import { TempFolder } from '../../../local/process/tempFolder';
import { anAction } from '../../../support/builders/builders';
import { programArguments } from '../../../support/processes/programArguments';

const jobs = 10_000;

describe('A window that is killed while it retries 10,000 jobs', () => {
  let temp: TempFolder;
  let folder: string;
  let problems: LogProblem[];
  const open: SharedLog<ActionEntry>[] = [];

  beforeEach(() => {
    temp = new TempFolder();
    folder = path.join(temp.path, 'actions');
    problems = [];
  });

  afterEach(() => {
    open.splice(0).forEach(log => log.dispose());
    temp.remove();
  });

  async function reopened(): Promise<SharedLog<ActionEntry>> {
    const log = new SharedLog<ActionEntry>({
      folder,
      check: checkActionEntry,
      condense: keepNewest,
      max: maxActions,
      report: problem => problems.push(problem),
    });
    open.push(log);
    await log.ready();
    return log;
  }

  /** The ids that the window says are on disk, until it is killed; it runs on meanwhile, but not to its end. */
  async function killedAfter(lines: number): Promise<string[]> {
    const program = await programArguments('test/support/processes/retryMany.ts');
    const child = spawn(process.execPath, [...program, folder, String(jobs)], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    // It may be gone when it is told how much was read.
    child.stdin.on('error', () => undefined);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      const seen = text.split('\n').length - 1;
      if (seen >= lines) {
        child.kill('SIGKILL');
      } else {
        child.stdin.write(`${seen}\n`);
      }
    });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', () => resolve(text.split('\n').slice(0, -1)));
    });
  }

  it('loses nothing that was on disk, and the next window continues', async function () {
    this.timeout(scaled(180_000));
    for (const lines of [1, 500, 2_000, 4_000, 6_000]) {
      // What is kept is bounded, so each has a folder of its own.
      folder = path.join(temp.path, `after ${lines}`);
      const kept = await killedAfter(lines);
      assert(kept.length >= lines && kept.length < jobs, `${kept.length} were kept`);
      const log = await reopened();
      const found = new Set(log.entries.map(({ id }) => id));
      assert.deepEqual(
        kept.filter(id => !found.has(id)),
        [],
      );
      assert(log.entries.every(({ action, run }) => action === 'retry' && run !== ''));
      assert.deepEqual(
        problems,
        [],
        'half a line at the end is no damage: it may still be written',
      );
      await log.add([anAction({ id: 'next' })]);
      const next = await reopened();
      assert.equal(next.entries.length, found.size + 1);
    }
  });

  it('loses at most the last line, wherever the file ends within it', async () => {
    const first = await reopened();
    await first.add(['a', 'b', 'c'].map(id => anAction({ id, detail: 'done “ü” 😀' })));
    const [name = ''] = readdirSync(folder);
    const whole = path.join(folder, name);
    const { size } = statSync(whole);
    const last = Math.floor(size / 3);
    for (let cut = 1; cut <= last; cut++) {
      folder = path.join(temp.path, `cut ${cut}`);
      mkdirSync(folder);
      copyFileSync(whole, path.join(folder, name));
      truncateSync(path.join(folder, name), size - cut);
      const log = await reopened();
      assert.deepEqual(
        log.entries.map(({ id }) => id),
        ['a', 'b'],
      );
      await log.add([anAction({ id: 'd' })]);
      open.splice(0).forEach(one => one.dispose());
    }
    assert.deepEqual(problems, []);
  });
});
