import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ActionEntry } from '../../../../src/core/actions/actionLog';
import { isUserError } from '../../../../src/core/diagnostics/errors';
import { JobStore } from '../../../../src/core/store/jobStore';
import { condenseMarks, type MarkEntry } from '../../../../src/core/actions/markEntries';
import { keepNewest } from '../../../../src/core/actions/historyRetention';
import { checkActionEntry, checkMarkEntry } from '../../../../src/data/log/logEntrySchemas';
import { SharedLog } from '../../../../src/data/log/sharedLog';
import type { LogProblem } from '../../../../src/data/log/sharedLogTypes';
import { writeFailureText } from '../../../../src/ui/actions/diskErrors';
import { FileTarget, writeAll } from '../../../../src/ui/export/exportFile';
import { JobMarks } from '../../../../src/ui/actions/jobMarks';
import { until } from '../../../local/process/until';
import { anAction, manyJobs } from '../../../support/builders/builders';
import { SmallDisk } from '../../../support/fakes/smallDisk';

const connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

describe('a full or read-only disk', () => {
  let made: SmallDisk | undefined;
  let disk: SmallDisk;
  let problems: LogProblem[];
  const open: { dispose(): void }[] = [];

  beforeEach(function () {
    made = SmallDisk.make(256 * 1024);
    if (!made) {
      console.log('A small disk can be made by root on Linux alone: its tests are skipped');
      this.skip();
    }
    disk = made;
    problems = [];
  });

  afterEach(() => {
    open.splice(0).forEach(log => log.dispose());
    made?.remove();
  });

  const aLog = (retryMs = 3_600_000): SharedLog<ActionEntry> => {
    const log = new SharedLog<ActionEntry>({
      folder: path.join(disk.path, 'actions'),
      check: checkActionEntry,
      condense: keepNewest,
      max: 1_000,
      report: problem => problems.push(problem),
      retryMs,
    });
    open.push(log);
    return log;
  };
  const some = (name: string, count: number): ActionEntry[] =>
    Array.from({ length: count }, (_, index) => anAction({ id: `${name}-${index}` }));
  const kinds = (): string[] => problems.map(({ kind }) => kind);
  const reread = async (): Promise<number> => {
    const log = aLog();
    await log.ready();
    return new Set(log.entries.map(({ id }) => id)).size;
  };

  const states = [
    {
      name: 'that is full',
      code: 'ENOSPC',
      remedy: /Free up space/,
      spoil: () => disk.fill(),
      mend: () => disk.makeRoom(),
    },
    {
      name: 'that is read-only',
      code: 'EROFS',
      remedy: /Make the folder .* writable/,
      spoil: () => (disk.isReadOnly = true),
      mend: () => (disk.isReadOnly = false),
    },
  ];

  for (const { name, code, remedy, spoil, mend } of states) {
    describe(name, () => {
      it('keeps the history in memory, reports it once with a remedy, and writes it automatically later', async () => {
        const log = aLog(20);
        await log.add(some('before', 20));
        spoil();
        await log.add(some('while', 300));
        await log.add(some('more', 5));
        await log.refresh();
        assert.equal(log.entries.length, 325);
        assert.deepEqual(kinds(), ['unwritable']);
        const [problem] = problems;
        assert(problem?.kind === 'unwritable');
        const text = writeFailureText(problem.error, disk.path);
        assert.match(text, remedy);
        assert(text.includes(disk.path));
        mend();
        await until('it is written', () => kinds().includes('written') || undefined);
        assert.equal(await reread(), 325);
        assert.deepEqual(
          kinds().filter(kind => kind !== 'damaged'),
          ['unwritable', 'written'],
        );
      });

      it('is reported when the history cannot even be created', async () => {
        spoil();
        const log = aLog(20);
        await log.add(some('first', 3));
        assert.deepEqual(kinds(), ['unwritable']);
        mend();
        await until('it is written', () => kinds().includes('written') || undefined);
        assert.equal(await reread(), 3);
      });

      it('keeps marks in this window, and shares them once it can write', async () => {
        const marks = new SharedLog<MarkEntry>({
          folder: path.join(disk.path, 'marks'),
          check: checkMarkEntry,
          condense: condenseMarks,
          max: 1_000,
          report: problem => problems.push(problem),
          retryMs: 20,
        });
        const store = new JobStore();
        store.apply(manyJobs(3));
        const keeper = new JobMarks(store, marks, () => connection);
        open.push(keeper, marks);
        spoil();
        await keeper.set('broken', ['job-0', 'job-2'], true);
        assert(store.isMarked('job-2', 'broken'));
        mend();
        await until('they are written', () => kinds().includes('written') || undefined);
        const other = new JobStore();
        const again = new SharedLog<MarkEntry>({
          folder: path.join(disk.path, 'marks'),
          check: checkMarkEntry,
          condense: condenseMarks,
          max: 1_000,
          report: problem => problems.push(problem),
        });
        const otherKeeper = new JobMarks(other, again, () => connection);
        open.push(otherKeeper, again);
        await otherKeeper.ready();
        assert.deepEqual(
          ['job-0', 'job-1', 'job-2'].map(jobId => other.isMarked(jobId, 'broken')),
          [true, false, true],
        );
      });

      it('keeps the file that an export would replace, leaves no partial file, and shows a remedy', async () => {
        const file = path.join(disk.path, 'jobs.csv');
        writeFileSync(file, 'old');
        spoil();
        const before = readdirSync(disk.path);
        const texts = Array.from({ length: 100 }, () => 'x'.repeat(60_000));
        await assert.rejects(
          async () => writeAll(texts, await FileTarget.open(file)),
          error => {
            assert(isUserError(error));
            assert.equal(error.code, `export.${code}`);
            assert.notEqual(error.remedy, '');
            return true;
          },
        );
        assert.equal(readFileSync(file, 'utf8'), 'old');
        assert.deepEqual(readdirSync(disk.path), before);
        mend();
        await writeAll(['new'], await FileTarget.open(file));
        assert.equal(readFileSync(file, 'utf8'), 'new');
      });
    });
  }

  it('that fills up during an export keeps no partial file', async () => {
    const file = path.join(disk.path, 'jobs.csv');
    const texts = Array.from({ length: 100 }, () => 'x'.repeat(60_000));
    await assert.rejects(
      async () => writeAll(texts, await FileTarget.open(file)),
      error => isUserError(error) && error.code === 'export.ENOSPC',
    );
    assert.deepEqual(readdirSync(disk.path), []);
  });
});
