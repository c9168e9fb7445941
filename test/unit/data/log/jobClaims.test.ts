import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { claimMs, JobClaims } from '../../../../src/data/log/jobClaims';
import { TempFolder } from '../../../local/process/tempFolder';

describe('JobClaims', () => {
  let temp: TempFolder;
  let now: number;

  beforeEach(() => {
    temp = new TempFolder();
    now = Date.now();
  });

  afterEach(() => temp.remove());

  const folder = (): string => path.join(temp.path, 'claims');
  const aWindow = (): JobClaims => new JobClaims(folder(), () => now);

  it('lets one of many windows act on a job', async () => {
    const windows = Array.from({ length: 20 }, aWindow);
    const claimed = await Promise.all(windows.map(window => window.claim('job-1')));
    assert.equal(claimed.filter(Boolean).length, 1);
    assert.equal(await aWindow().claim('job-2'), true, 'other jobs are free');
  });

  it('ends a claim by itself, but not before its time, wherever slots begin', async () => {
    for (let step = 0; step < 10; step++) {
      const jobId = `job-${step}`;
      now += claimMs / 7;
      assert.equal(await aWindow().claim(jobId), true);
      now += claimMs - 5_000;
      assert.equal(await aWindow().claim(jobId), false, 'before its end');
      now += 10_000;
      assert.equal(await aWindow().claim(jobId), true, 'after its end');
    }
  });

  it('ends when nothing was sent, only by who holds it', async () => {
    const [first, second] = [aWindow(), aWindow()];
    assert.equal(await first.claim('job-1'), true);
    await second.release('job-1');
    assert.equal(await second.claim('job-1'), false);
    await first.release('job-1');
    assert.equal(await second.claim('job-1'), true);
  });

  it('leaves no files for long', async () => {
    const first = aWindow();
    for (let index = 0; index < 20; index++) {
      await first.claim(`job-${index}`);
    }
    now += 4 * claimMs;
    await aWindow().claim('another');
    assert.equal(readdirSync(folder()).length, 1);
  });

  it('accepts any id, and none becomes a path', async () => {
    for (const jobId of ['../../x', '', 'a'.repeat(5_000), 'ü/\\:*?', '\u0000']) {
      assert.equal(await aWindow().claim(jobId), true);
    }
    assert(!existsSync(path.join(temp.path, 'x')));
  });
});
