import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Cache, cacheRoot, type CachedPart } from '../../../local/process/cache';
import { TempFolder } from '../../../local/process/tempFolder';

describe('cacheRoot', () => {
  it('is the folder in our own variable, if set', () => {
    const env = { BATCH_MONITOR_CACHE: '/own', XDG_CACHE_HOME: '/xdg' };
    assert.equal(cacheRoot(env, '/home/me'), '/own');
  });

  it('is otherwise in the cache folder of the user', () => {
    assert.equal(cacheRoot({ XDG_CACHE_HOME: '/xdg' }, '/home/me'), '/xdg/batch-monitor');
    assert.equal(cacheRoot({ XDG_CACHE_HOME: '' }, '/home/me'), '/home/me/.cache/batch-monitor');
  });
});

describe('Cache', () => {
  let temp: TempFolder;
  let installs: number;

  beforeEach(() => {
    temp = new TempFolder();
    installs = 0;
  });
  afterEach(() => temp.remove());

  const newCache = (): Cache => new Cache(temp.path, () => undefined);

  const aPart = (over: Partial<CachedPart> = {}): CachedPart => ({
    name: 'part',
    version: '1.0.0',
    keyFiles: ['bin/tool'],
    async install(folder) {
      installs += 1;
      await mkdir(path.join(folder, 'bin'));
      await writeFile(path.join(folder, 'bin/tool'), `made by install ${installs}`);
    },
    ...over,
  });

  const tool = (folder: string): Promise<string> => readFile(path.join(folder, 'bin/tool'), 'utf8');

  it('installs a part once and reuses it', async () => {
    const first = await newCache().folder(aPart());
    const second = await newCache().folder(aPart());

    assert.equal(first, second);
    assert.equal(installs, 1);
    assert.equal(await tool(first), 'made by install 1');
  });

  it('keeps versions apart', async () => {
    const cache = newCache();
    const one = await cache.folder(aPart());
    const two = await cache.folder(aPart({ version: '2.0.0' }));

    assert.notEqual(one, two);
    assert.equal(installs, 2);
  });

  it('lets one of two runs install while the other waits', async () => {
    const folders = await Promise.all([newCache().folder(aPart()), newCache().folder(aPart())]);

    assert.equal(installs, 1);
    assert.equal(folders[0], folders[1]);
  });

  it('reinstalls a part that lacks a file', async () => {
    const folder = await newCache().folder(aPart());
    await rm(path.join(folder, 'bin/tool'));

    assert.equal(await tool(await newCache().folder(aPart())), 'made by install 2');
  });

  it('reinstalls a part with an empty file', async () => {
    const folder = await newCache().folder(aPart());
    await writeFile(path.join(folder, 'bin/tool'), '');

    assert.equal(await tool(await newCache().folder(aPart())), 'made by install 2');
  });

  it('does not trust a partial install of a killed run', async () => {
    const leftover = path.join(temp.path, 'part-1.0.0.partial-killed');
    await mkdir(path.join(leftover, 'bin'), { recursive: true });
    await mkdir(path.join(temp.path, 'part-1.0.0/bin'), { recursive: true });
    await writeFile(path.join(temp.path, 'part-1.0.0/bin/tool'), 'half');

    assert.equal(await tool(await newCache().folder(aPart())), 'made by install 1');
    assert.deepEqual(await readdir(temp.path), ['part-1.0.0']);
  });

  it('leaves nothing behind when an install fails, and reports why', async () => {
    const failing = aPart({ install: () => Promise.reject(new Error('no network')) });

    await assert.rejects(newCache().folder(failing), { message: 'no network' });
    assert.deepEqual(await readdir(temp.path), []);
  });

  it('rejects an install without the expected files', async () => {
    const empty = aPart({ install: () => Promise.resolve() });

    await assert.rejects(newCache().folder(empty), { name: 'SetupError', message: /bin\/tool/ });
  });
});
