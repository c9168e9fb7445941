import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../../../local/process/managedProcess';
import { TempFolder } from '../../../local/process/tempFolder';
import { affectedFiles, importsOf } from '../../../support/runner/affectedParts';
import { changedFiles } from '../../../support/runner/changedFiles';
import type { TestPart } from '../../../support/runner/testParts';

describe('the files affected by a change', () => {
  const temp = new TempFolder();
  after(() => temp.remove());

  function write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(temp.path, name)), { recursive: true });
      writeFileSync(path.join(temp.path, name), text);
    }
  }

  const part: TestPart = {
    ...{ name: 'some', kind: 'tests', command: () => [], needs: [], isWide: false },
    tests: { folder: 'test', pattern: /\.test\.ts$/ },
    reads: /\.yaml$/,
    runs: ['page/main.ts'],
  };

  before(() =>
    write({
      'core/a.ts': 'export const a = 1;',
      'core/b.ts': "export { a } from './a';",
      'core/c.ts': 'export const c = 1;',
      'page/main.ts': "import '../core/page';",
      'core/page.ts': 'export {};',
      'test/b.test.ts': "import { a } from '../core/b'; import 'mocha'; console.log(a);",
      'test/c.test.ts': "import { c } from '../core/c'; console.log(c);",
      'test/support.ts': '',
    }),
  );

  const affected = (...changed: readonly string[]) => affectedFiles(part, changed, temp.path);

  it('include indirect imports', async () => {
    const imports = await importsOf(['test/b.test.ts'], temp.path);
    assert.deepEqual([...(imports.get('test/b.test.ts') ?? [])].sort(), [
      'core/a.ts',
      'core/b.ts',
      'test/b.test.ts',
    ]);
  });

  it('include the tests that import it, and a changed test itself', async () => {
    assert.deepEqual(await affected('core/a.ts'), ['test/b.test.ts']);
    assert.deepEqual(await affected('core/a.ts', 'test/c.test.ts'), [
      'test/b.test.ts',
      'test/c.test.ts',
    ]);
  });

  it('are none if no file imports it', async () => {
    assert.equal(await affected('test/support.ts'), 'none');
  });

  it('are all tests if all of them run it, or read it as a file', async () => {
    assert.equal(await affected('core/page.ts'), 'all');
    assert.equal(await affected('lambda/template.yaml'), 'all');
  });

  it('come from git: what differs from a revision, including new files, with any name', async () => {
    const git = async (...args: readonly string[]): Promise<void> => {
      const { code, output } = await run('git', ['-C', temp.path, ...args]);
      assert.equal(code, 0, output);
    };
    await git('init', '-q');
    await git('add', '-A');
    await git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '-m', 'first');
    assert.deepEqual(await changedFiles(undefined, temp.path), []);

    write({ 'core/c.ts': 'export const c = 2;', 'new “file”.ts': '' });
    assert.deepEqual(await changedFiles(undefined, temp.path), ['core/c.ts', 'new “file”.ts']);
    await assert.rejects(changedFiles('no-such-revision', temp.path), /no-such-revision/);
  });
});
