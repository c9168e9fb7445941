import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ScanPositions } from '../../../../../lambda/tools/backfill/scanPositions';

describe('ScanPositions', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'batch-monitor-state-'));
    file = path.join(folder, 'state.json');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('starts from the beginning without a file', () => {
    const positions = ScanPositions.fromFile('jobs', 3, file);
    assert.equal(positions.count, 3);
    assert.equal(positions.after(0), undefined);
    assert.equal(positions.areAllDone, false);
  });

  it('continues where it stopped, with the same number of segments', () => {
    const first = ScanPositions.fromFile('jobs', 3, file);
    first.advance(0, { jobId: 'a', timestamp: 5 });
    first.advance(2, undefined);
    const second = ScanPositions.fromFile('jobs', 8, file);
    assert.equal(second.count, 3);
    assert.deepEqual(second.after(0), { jobId: 'a', timestamp: 5 });
    assert.deepEqual(
      [0, 1, 2].map(index => second.isDone(index)),
      [false, false, true],
    );
  });

  it('deletes the file at the end, so that the next run reads everything', () => {
    const positions = ScanPositions.fromFile('jobs', 2, file);
    positions.advance(0, undefined);
    assert.equal(existsSync(file), true);
    positions.advance(1, undefined);
    assert.equal(positions.areAllDone, true);
    assert.equal(existsSync(file), false);
  });

  it('works without a file', () => {
    const positions = ScanPositions.fromStart('jobs', 1);
    positions.advance(0, { jobId: 'a' });
    assert.deepEqual(positions.after(0), { jobId: 'a' });
  });

  it('rejects the state of another table', () => {
    ScanPositions.fromFile('jobs', 2, file).advance(0, { jobId: 'a' });
    assert.throws(() => ScanPositions.fromFile('others', 2, file), {
      message: `${file} belongs to another table: jobs`,
    });
  });

  it('rejects an invalid state file, and does not change it', () => {
    ScanPositions.fromFile('jobs', 2, file).advance(0, { jobId: 'a' });
    const whole = readFileSync(file, 'utf8');
    for (const text of [whole.slice(0, -20), '', '{}', '{"segments":[]}', '[1]', 'secret']) {
      writeFileSync(file, text);
      assert.throws(() => ScanPositions.fromFile('jobs', 2, file), {
        message: `${file} is damaged or not a state file of a backfill; delete it to start again`,
      });
      assert.equal(readFileSync(file, 'utf8'), text);
    }
  });

  it('reports when the file cannot be read', () => {
    assert.throws(() => ScanPositions.fromFile('jobs', 2, folder), {
      message: `Cannot read ${folder}: EISDIR`,
    });
  });
});
