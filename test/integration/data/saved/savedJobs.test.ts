import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { JobStore } from '../../../../src/core/store/jobStore';
import { ChunkReader } from '../../../../src/core/store/saved/chunkReader';
import { savedChunks } from '../../../../src/core/store/saved/savedChunks';
import { SavedJobs } from '../../../../src/data/saved/savedJobs';
import { Random } from '../../../../src/sample/random';
import { TempFolder } from '../../../local/process/tempFolder';
import { manyJobs } from '../../../support/builders/builders';
import { SmallDisk } from '../../../support/fakes/smallDisk';
import { programArguments } from '../../../support/processes/programArguments';

const connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

/** The jobs that a window would show; undefined if nothing is saved. */
async function load(folder: string): Promise<JobStore | undefined> {
  const opened = await new SavedJobs(folder, '1').open(connection);
  const store = new JobStore();
  for await (const chunk of opened?.chunks ?? []) {
    store.load(new ChunkReader(chunk), 0);
  }
  await opened?.close();
  return opened && store;
}

describe('saved jobs', () => {
  it('are whole and of one time, whenever the window that saves them is killed', async function () {
    this.timeout(240_000);
    const temp = new TempFolder();
    const random = Random.of(3, 4);
    const program = await programArguments('test/support/processes/saveJobs.ts');
    let found = 0;
    for (let kill = 0; kill < 12; kill++) {
      const child = spawn(process.execPath, [...program, temp.path], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      await sleep(random.integer(0, 150));
      child.kill('SIGKILL');
      await once(child, 'exit');
      const store = await load(temp.path);
      assert.equal(store?.size, 10_000);
      assert.equal(new Set([...store.jobs()].map(({ jobName }) => jobName)).size, 1);
      found++;
    }
    assert.equal(found, 12);
    temp.remove();
  });

  it('stay as they were when the disk is full', async function () {
    const disk = SmallDisk.make(1_024 * 1_024);
    if (!disk) {
      console.log('A small disk can be made by root on Linux alone: its test is skipped');
      this.skip();
    }
    try {
      const saved = new SavedJobs(disk.path, '1');
      const head = { updatedAt: 1, completeAt: 1, malformed: 0 };
      const save = async (count: number): Promise<void> => {
        const store = new JobStore();
        store.apply(manyJobs(count));
        await saved.save(connection, head, count, savedChunks(store));
      };
      await save(100);
      await assert.rejects(save(20_000), /ENOSPC/);
      assert.equal((await load(disk.path))?.size, 100);
      disk.fill();
      await assert.rejects(save(200), /ENOSPC/);
      assert.equal((await load(disk.path))?.size, 100);
      disk.makeRoom();
      await save(200);
      assert.equal((await load(disk.path))?.size, 200);
    } finally {
      disk.remove();
    }
  });
});
