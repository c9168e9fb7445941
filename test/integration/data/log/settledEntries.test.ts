import assert from 'node:assert/strict';
import { settledEntries, settledId } from '../../../../src/core/actions/actionLog';
import { keepNewest } from '../../../../src/core/actions/historyRetention';
import { checkActionEntry } from '../../../../src/data/log/logEntrySchemas';
import { SegmentFiles } from '../../../../src/data/log/segmentFiles';
import { SharedLog } from '../../../../src/data/log/sharedLog';
import { anAction } from '../../../support/builders/builders';
import { logWindows } from '../../../support/fakes/logWindows';

const methods = Object.getOwnPropertyDescriptors(SegmentFiles.prototype);
const live = { mode: 'live', outcome: 'unknown', queue: 'fast' } as const;

describe('unknown outcomes in the shared history', () => {
  const { aWindow, age, closeAll, folder, segments } = logWindows();

  afterEach(() => {
    Object.defineProperties(SegmentFiles.prototype, methods);
  });

  it('are seen by other windows, and settled for all of them', async () => {
    const [first, second] = [aWindow(), aWindow()];
    await first.addDurably([anAction({ id: 'intent', ...live })]);
    await second.ready();
    assert.equal(second.entries[0]?.outcome, 'unknown');
    const done = { mode: 'live', outcome: 'done', newJobId: 'new-1' } as const;
    await first.add([anAction({ id: settledId('intent'), ...done })]);
    await second.refresh();
    const [entry, ...others] = settledEntries(second.entries);
    assert.deepEqual([entry?.outcome, entry?.newJobId, others.length], ['done', 'new-1', 0]);
  });

  it('are not lost by versions that do not know them, even if these merge all files', async () => {
    for (let index = 0; index < 9; index++) {
      await aWindow().addDurably([anAction({ id: `intent-${index}`, ...live })]);
    }
    await closeAll();
    age(2 * 3_600_000);
    const before = segments().length;
    const old = new SharedLog({
      folder: folder(),
      check: value => {
        const entry = checkActionEntry(value);
        return entry?.outcome === 'unknown' ? undefined : entry;
      },
      condense: keepNewest,
      max: 1_000,
      report: () => undefined,
    });
    await old.ready();
    await old.refresh();
    assert.deepEqual(old.entries, []);
    old.dispose();
    assert(segments().length < before, 'the old version has merged the files');
    const log = aWindow();
    await log.ready();
    assert.equal(log.entries.length, 9);
  });

  it('are durable only if they are on disk', async () => {
    const log = aWindow();
    SegmentFiles.prototype.append = () => Promise.reject(new Error('disk full'));
    assert.equal(await log.addDurably([anAction({ id: 'a', ...live })]), false);
    Object.defineProperties(SegmentFiles.prototype, methods);
    assert.equal(await log.addDurably([anAction({ id: 'b', ...live })]), true);
  });
});
