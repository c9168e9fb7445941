import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../local/root';
import { until } from '../../../local/process/until';
import { anAction } from '../../../support/builders/builders';
import { logWindows } from '../../../support/fakes/logWindows';
import { programArguments } from '../../../support/processes/programArguments';

const hourMs = 3_600_000;

describe('SharedLog', () => {
  const { aWindow, age, closeAll, folder, ids, problems, reopened, segments, textOf } =
    logWindows();

  const allText = (): string => segments().map(textOf).join('');

  it('does not use the disk until needed', async () => {
    const log = aWindow();
    await log.refresh();
    assert.deepEqual(readdirSync(path.dirname(folder())), []);
    await log.ready();
    assert.deepEqual(readdirSync(path.dirname(folder())), []);
    assert.deepEqual([log.entries, problems()], [[], []]);
  });

  it('has the same entries after a restart', async () => {
    const entry = anAction({ id: 'a', mediaId: 'm', detail: 'line\nend “ü”' });
    await aWindow().add([entry, anAction({ id: 'b' })]);
    const log = aWindow();
    await log.ready();
    assert.deepEqual(log.entries[0], entry);
    assert.deepEqual(ids(log), ['a', 'b']);
  });

  it('sees entries that another window adds and clears', async () => {
    const [first, second] = [aWindow(), aWindow()];
    await first.add([anAction({ id: 'a' })]);
    await second.ready();
    await second.add([anAction({ id: 'b' })]);
    await first.add([anAction({ id: 'c' })]);
    await until('both have all', () =>
      [first, second].every(log => ids(log).join() === 'a,b,c') ? true : undefined,
    );
    await second.clear();
    await until('both are empty', () =>
      [first, second].every(log => log.entries.length === 0) ? true : undefined,
    );
    await first.add([anAction({ id: 'd' })]);
    await until('what comes after counts', () => (ids(second).join() === 'd' ? true : undefined));
    assert.deepEqual(await reopened(), ['d']);
    await until('what was cleared is off the disk', () =>
      /"id":"[abc]"/.test(allText()) ? undefined : true,
    );
  });

  it('keeps an entry added during a clear, whatever the clock shows', async () => {
    let time = 2_000_000;
    const log = aWindow(100, () => time);
    await log.add([anAction({ id: 'before' })]);
    await log.clear();
    time -= hourMs;
    await log.add([anAction({ id: 'after' })]);
    assert.deepEqual(await reopened(), ['after']);
  });

  it('keeps entries added after a clear, even while earlier ones are being written', async () => {
    for (let turns = 0; turns < 20; turns++) {
      const log = aWindow();
      await log.ready();
      await log.refresh();
      void log.add(['a', 'b'].map(name => anAction({ id: `before-${turns}-${name}` })));
      for (let turn = 0; turn < turns; turn++) {
        await new Promise(resolve => setImmediate(resolve));
      }
      void log.clear();
      await log.add([anAction({ id: `after-${turns}` })]);
      await closeAll();
      assert.deepEqual(await reopened(), [`after-${turns}`]);
    }
  });

  it('skips damaged lines, reports them, and loses nothing else', async () => {
    await aWindow().add([anAction({ id: 'a' })]);
    const [name = ''] = segments();
    appendFileSync(
      path.join(folder(), name),
      `not json\n\n{"written":1}\n{"written":2,"entry":{"id":7}}\n${textOf(name).replace('"a"', '"b"')}{"written":3,"ent`,
    );
    assert.deepEqual(await reopened(), ['a', 'b']);
    assert.deepEqual(problems(), [{ kind: 'damaged', file: name, lines: 3 }]);
  });

  it('continues after a damaged timestamp that is later than all valid ones', async () => {
    await aWindow().add([anAction({ id: 'a' })]);
    const [name = ''] = segments();
    appendFileSync(path.join(folder(), name), '{"written":1e300,"cleared":true}\n');
    const log = aWindow();
    await log.ready();
    await log.add([anAction({ id: 'b' })]);
    assert.deepEqual(await reopened(), ['a', 'b']);
  });

  it('merges files no longer in use, and keeps the newest entries and those of other versions', async () => {
    for (let index = 0; index < 9; index++) {
      await aWindow().add([anAction({ id: `old-${index}`, at: index })]);
    }
    appendFileSync(
      path.join(folder(), segments()[0] ?? ''),
      '{"written":1,"entry":{"later":true}}\n{"written":4,"en',
    );
    await closeAll();
    age(2 * hourMs);
    const log = aWindow(5);
    await log.ready();
    await until('one file', () => (segments().length === 1 ? true : undefined));
    assert.match(allText(), /"later":true/);
    const newest = [4, 5, 6, 7, 8].map(index => `old-${index}`);
    assert.deepEqual(await reopened(), newest);
    assert.deepEqual(ids(log).slice(-newest.length), newest);
  });

  it('does not change files that other windows are using', async () => {
    for (let index = 0; index < 9; index++) {
      await aWindow().add([anAction({ id: `${index}` })]);
    }
    const before = segments();
    const log = aWindow();
    await log.ready();
    await log.refresh();
    assert.deepEqual(segments(), before);
  });

  it('loses nothing when an idle window writes again after its file was merged', async () => {
    for (let index = 0; index < 8; index++) {
      await aWindow().add([anAction({ id: `${index}` })]);
    }
    await closeAll();
    const idle = aWindow();
    await idle.add([anAction({ id: 'idle-1' })]);
    await idle.refresh();
    age(2 * hourMs);
    const log = aWindow();
    await log.ready();
    await until('merged', () => (segments().length === 1 ? true : undefined));
    await idle.add([anAction({ id: 'idle-2' })]);
    const found = await reopened();
    assert(found.includes('idle-1') && found.includes('idle-2') && found.length === 10);
  });

  it('continues reading after an interrupted merge', async () => {
    await aWindow().add([anAction({ id: 'a' })]);
    const [name = ''] = segments();
    // Taken, written whole, and then the window died before it removed what it had taken.
    writeFileSync(path.join(folder(), `${name}.${Date.now()}.merging`), textOf(name));
    writeFileSync(path.join(folder(), 'half.jsonl.part'), '{"written":1,"entry"');
    assert.deepEqual(await reopened(), ['a']);
  });

  it('stays small regardless of how much is added', async () => {
    const log = aWindow(200);
    for (let round = 0; round < 60; round++) {
      const entries = Array.from({ length: 100 }, (_, index) =>
        anAction({ id: `${round}-${index}`, at: round * 100 + index, detail: 'x'.repeat(3_000) }),
      );
      await log.add(entries);
    }
    await log.refresh();
    assert(log.entries.length <= 250);
    // Read with the check: while files are merged, one of the list may be gone.
    const bytes = await until('merged', () => {
      const { length } = allText();
      return segments().length < 12 ? length : undefined;
    });
    assert(bytes < 12_000_000, `${bytes} bytes of 20 million written`);
    const again = aWindow(200);
    await again.ready();
    assert(again.entries.some(({ id }) => id === '59-99'));
  });

  it('continues in memory when the disk is not writable, reports it once, and writes everything later', async () => {
    // A file where the folder should be: nothing can be made in it.
    writeFileSync(folder(), '');
    const log = aWindow();
    await log.add([anAction({ id: 'a' })]);
    await log.add([anAction({ id: 'b' })]);
    assert.deepEqual(ids(log), ['a', 'b']);
    assert.equal(problems().filter(({ kind }) => kind === 'unwritable').length, 1);
    rmSync(folder());
    mkdirSync(folder());
    await log.refresh();
    assert.deepEqual(await reopened(), ['a', 'b']);
  });

  it('loses no saved entry when many processes write at once and some are killed', async () => {
    const count = 200;
    const reader = aWindow(100_000);
    await reader.ready();
    const written = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        appends(`p${index}`, count, index < 2 ? 40 : undefined),
      ),
    );
    const kept = written.flat();
    assert(kept.length >= 3 * count + 80);
    const found = new Set(await reopened());
    assert.deepEqual(
      kept.filter(id => !found.has(id)),
      [],
    );
    await reader.refresh();
    assert.deepEqual(ids(reader), [...found].toSorted());
    assert.deepEqual(
      problems().filter(({ kind }) => kind !== 'damaged'),
      [],
    );
  });

  /** The ids of which a process says that they are kept; it is killed after so many. */
  async function appends(name: string, count: number, killAfter?: number): Promise<string[]> {
    const program = await programArguments('test/support/processes/appendToLog.ts');
    const child: ChildProcess = spawn(
      process.execPath,
      [...program, folder(), name, String(count)],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      if (killAfter !== undefined && text.split('\n').length > killAfter) {
        child.kill('SIGKILL');
      }
    });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', () => resolve(text.split('\n').slice(0, -1)));
    });
  }
});
