import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { isUserError } from '../../../../src/core/diagnostics/errors';
import { FileTarget, fileError, WholeTarget } from '../../../../src/ui/export/exportFile';
import { TempFolder } from '../../../local/process/tempFolder';

describe('FileTarget', () => {
  let folder: TempFolder;
  let file: string;

  beforeEach(() => {
    folder = new TempFolder();
    file = path.join(folder.path, 'jobs.csv');
  });
  afterEach(() => folder.remove());

  const failsAs = (code: string, act: Promise<unknown>): Promise<void> =>
    assert.rejects(act, error => {
      assert(isUserError(error));
      assert.equal(error.code, code);
      assert.match(error.message, /"jobs\.csv"/);
      return true;
    });

  it('moves the complete file into place at the end', async () => {
    const target = await FileTarget.open(file);
    await target.write('one, ');
    await target.write('“zwei” 🙂');
    assert.deepEqual(readdirSync(folder.path), ['jobs.csv.part']);
    await target.finish();
    assert.deepEqual(readdirSync(folder.path), ['jobs.csv']);
    assert.equal(readFileSync(file, 'utf8'), 'one, “zwei” 🙂');
  });

  it('replaces a file only when it is complete', async () => {
    writeFileSync(file, 'old and longer than the new one');
    const target = await FileTarget.open(file);
    await target.write('new');
    assert.equal(readFileSync(file, 'utf8'), 'old and longer than the new one');
    await target.finish();
    assert.equal(readFileSync(file, 'utf8'), 'new');
  });

  it('changes nothing when it is canceled', async () => {
    const fresh = await FileTarget.open(file);
    await fresh.write('half');
    await fresh.abandon();
    assert.deepEqual(readdirSync(folder.path), []);

    writeFileSync(file, 'old');
    const target = await FileTarget.open(file);
    await target.write('half');
    await target.abandon();
    assert.deepEqual(readdirSync(folder.path), ['jobs.csv']);
    assert.equal(readFileSync(file, 'utf8'), 'old');
  });

  it('reports that a folder has this name, or that the folder does not exist', async () => {
    mkdirSync(file);
    await failsAs('export.EISDIR', FileTarget.open(file));
    assert.deepEqual(readdirSync(folder.path), ['jobs.csv'], 'no part is left');
    await failsAs('export.ENOENT', FileTarget.open(path.join(folder.path, 'none', 'jobs.csv')));
    writeFileSync(path.join(folder.path, 'file'), '');
    await failsAs('export.ENOTDIR', FileTarget.open(path.join(folder.path, 'file', 'jobs.csv')));
  });

  it('never overwrites the partial file of another export', async () => {
    const first = await FileTarget.open(file);
    await first.write('first');
    await failsAs('export.EEXIST', FileTarget.open(file));
    await first.finish();
    assert.equal(readFileSync(file, 'utf8'), 'first');
  });

  it('does not overwrite read-only files', async function () {
    if (process.getuid?.() === 0) {
      console.log('      root may write anything: not tried');
      this.skip();
    }
    writeFileSync(file, 'old');
    chmodSync(file, 0o444);
    await failsAs('export.EACCES', FileTarget.open(file));
    rmSync(file);
    chmodSync(folder.path, 0o555);
    await failsAs('export.EACCES', FileTarget.open(file));
    chmodSync(folder.path, 0o755);
  });

  it('reports that its folder was deleted, and can still be canceled', async () => {
    const target = await FileTarget.open(file);
    await target.write('half');
    rmSync(folder.path, { recursive: true });
    await failsAs('export.ENOENT', target.finish());
    await target.abandon();
    assert.equal(existsSync(file), false);
  });
});

describe('WholeTarget', () => {
  it('writes everything at the end, and nothing when canceled', async () => {
    const written: string[] = [];
    const target = new WholeTarget('jobs.csv', content => {
      written.push(Buffer.from(content).toString());
      return Promise.resolve();
    });
    await target.write('one “');
    await target.write('two”');
    assert.deepEqual(written, []);
    await target.finish();
    assert.deepEqual(written, ['one “two”']);
    await target.abandon();
    assert.equal(written.length, 1);
  });

  it('reports why the file system refused', async () => {
    const target = new WholeTarget('jobs.csv', () => Promise.reject(new Error('offline')));
    await assert.rejects(target.finish(), /Could not write "jobs\.csv" \(offline\)/);
  });
});

describe('fileError', () => {
  it('always suggests what to do', () => {
    for (const code of ['ENOSPC', 'EROFS', 'EACCES', 'EPERM', 'EBUSY', 'EDQUOT', 'EIO', '']) {
      const { message, remedy, cause } = fileError(
        '/somewhere/jobs.csv',
        Object.assign(new Error('odd'), code === '' ? {} : { code }),
      );
      assert.match(message, /"jobs\.csv"[^.]*\.$/);
      assert.match(remedy, /export again\.$/);
      assert(cause instanceof Error);
    }
    assert.match(fileError('x', { code: 'ENOSPC' }).message, /Could not write/);
  });
});
