import assert from 'node:assert/strict';
import { appendFileSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { condenseMarks, MarkFold, type MarkEntry } from '../../../../src/core/actions/markEntries';
import { checkMarkEntry } from '../../../../src/data/log/logEntrySchemas';
import { SegmentFiles } from '../../../../src/data/log/segmentFiles';
import { SharedLog } from '../../../../src/data/log/sharedLog';
import { anAction } from '../../../support/builders/builders';
import { logWindows } from '../../../support/fakes/logWindows';

const hourMs = 3_600_000;

/** Put back after each test. */
const methods = Object.getOwnPropertyDescriptors(SegmentFiles.prototype);

describe('SharedLog, when its files are damaged or change during use', () => {
  afterEach(() => {
    Object.defineProperties(SegmentFiles.prototype, methods);
  });

  const { aWindow, age, closeAll, folder, ids, problems, reopened, segments, textOf } =
    logWindows();

  it('loses only the line with a damaged timestamp, even the latest valid date', async () => {
    for (const stamp of [8.64e15, 8.64e15 - 1, 4e15, -8.64e15]) {
      await aWindow().add([anAction({ id: 'a' })]);
      const [name = ''] = segments();
      const damaged = textOf(name).replace(/"written":\d+/, `"written":${stamp}`);
      appendFileSync(path.join(folder(), name), damaged.replace('"a"', '"damaged"'));
      appendFileSync(path.join(folder(), name), `{"written":${stamp},"cleared":true}\n`);
      const log = aWindow();
      await log.ready();
      await log.add([anAction({ id: 'b' })]);
      const found = await reopened();
      assert(found.includes('a') && found.includes('b'), `${stamp}: ${found.join()}`);
      await log.clear();
      await log.add([anAction({ id: 'c' })]);
      assert.deepEqual(await reopened(), ['c'], String(stamp));
      await closeAll();
      rmSync(folder(), { recursive: true });
    }
  });

  it('retries a file that another window renames during the read', async () => {
    await aWindow().add([anAction({ id: 'a' })]);
    await closeAll();
    renameOnce(new SegmentFiles(folder()), Date.now());
    assert.deepEqual(await reopened(), ['a']);
  });

  it('remembers that a mark was removed when its file is renamed during a merge', async () => {
    const window = (): SharedLog<MarkEntry> =>
      new SharedLog<MarkEntry>({
        folder: folder(),
        check: checkMarkEntry,
        condense: condenseMarks,
        max: 1_000,
        report: problem => problems().push(problem),
      });
    const entry = { scope: 's', mark: 'broken', jobIds: ['job'] } as const;
    const setting = window();
    await setting.add([{ ...entry, id: 'set', at: 1, isOn: true }]);
    await setting.refresh();
    setting.dispose();
    const [held = ''] = segments();
    for (let index = 0; index < 8; index++) {
      const log = window();
      await log.add([{ ...entry, id: `removed-${index}`, at: 2 + index, isOn: false }]);
      await log.refresh();
      log.dispose();
    }
    age(2 * hourMs);
    utimesSync(path.join(folder(), held), new Date(), new Date());
    const files = new SegmentFiles(folder());
    const merging = window();
    const isMerging = (): boolean =>
      segments().filter(name => name.endsWith('.merging')).length >= 8;
    renameOnce(files, Date.now(), name => name === held && isMerging());
    await merging.ready();
    await merging.refresh();
    await merging.refresh();
    merging.dispose();
    assert(!segments().includes(held), 'the file was renamed');
    const after = window();
    await after.ready();
    const fold = new MarkFold('s');
    after.entries.forEach(one => fold.apply(one));
    after.dispose();
    assert.deepEqual([...fold.marked('broken')], []);
  });

  it('stops for now on a disk where each file vanishes, reports it, and writes everything later', async () => {
    let appends = 0;
    const log = aWindow();
    SegmentFiles.prototype.append = async name => {
      // Fails at some time, so that this test ends.
      assert(++appends < 100, 'it is tried forever');
      await new SegmentFiles(folder()).remove([name]);
      return false;
    };
    await log.add([anAction({ id: 'a' })]);
    Object.defineProperties(SegmentFiles.prototype, methods);
    assert(appends < 10, `${appends} appends`);
    assert.deepEqual(ids(log), ['a']);
    assert.deepEqual(
      problems().map(({ kind }) => kind),
      ['unwritable'],
    );
    await log.refresh();
    assert.deepEqual(await reopened(), ['a']);
  });

  /**
   * Renames a file between listing and reading it, as another window does that merges it. The next list
   * misses it under both names, as one made during the rename may.
   */
  function renameOnce(
    files: SegmentFiles,
    at: number,
    isDue: (name: string) => boolean = () => true,
  ): void {
    const list = methods.list.value?.bind(files);
    const read = methods.read.value?.bind(files);
    assert(list && read);
    let renamed: string | undefined;
    SegmentFiles.prototype.read = async (name, start) => {
      if (renamed === undefined && isDue(name)) {
        renamed = '';
        renamed = await files.claim(name, at);
      }
      return read(name, start);
    };
    SegmentFiles.prototype.list = async () => {
      const names = await list();
      const hidden = renamed;
      if (hidden) {
        renamed = '';
      }
      return names.filter(name => name !== hidden);
    };
  }
});
