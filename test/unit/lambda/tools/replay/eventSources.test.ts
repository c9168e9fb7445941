import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventSources } from '../../../../../lambda/tools/replay/eventSources';

async function* nothing(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(''));
}

describe('eventSources', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'batch-monitor-sources-'));
    await mkdir(path.join(folder, '2026', '11'), { recursive: true });
    await mkdir(path.join(folder, '.hidden'));
    for (const name of [
      'b.json',
      'a.JSONL.gz',
      'readme.md',
      '.hidden/c.json',
      '2026/11/stream-1-2026-11-23-10-00-00-3f6c',
      '2026/000000.gz',
      '2026/d.ndjson',
    ]) {
      await writeFile(path.join(folder, name), '');
    }
    await symlink(folder, path.join(folder, '2026', 'round'));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  async function sourcesOf(...names: string[]): Promise<string[]> {
    const list: string[] = [];
    for await (const source of eventSources(names, nothing())) {
      const what = source.ok ? (source.areLines ? 'lines' : 'any') : 'skipped';
      list.push(`${what} ${path.relative(folder, source.name)}`);
    }
    return list;
  }

  it('finds event files in nested folders, by name, and reports the others', async () => {
    assert.deepEqual(await sourcesOf(folder), [
      'skipped .hidden',
      'any 2026/000000.gz',
      'any 2026/11/stream-1-2026-11-23-10-00-00-3f6c',
      'lines 2026/d.ndjson',
      'skipped 2026/round',
      'lines a.JSONL.gz',
      'any b.json',
      'skipped readme.md',
    ]);
  });

  it('accepts a file given explicitly, whatever its name and even if it does not exist', async () => {
    const names = ['readme.md', 'none.txt'].map(name => path.join(folder, name));
    assert.deepEqual(await sourcesOf(...names), ['any readme.md', 'any none.txt']);
  });

  it('reads standard input for -', async () => {
    const list = [];
    for await (const source of eventSources(['-'], nothing())) {
      list.push(source.name);
    }
    assert.deepEqual(list, ['standard input']);
  });
});
