import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../local/root';
import { filesOf, parts, partsNamed, stepsFor } from '../../../support/runner/testParts';

const names = (chosen: readonly { readonly name: string }[]): string[] =>
  chosen.map(({ name }) => name);

describe('the parts of the test run', () => {
  it('cover every test file in the repository', () => {
    const all = readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.test.ts'))
      .map(name => path.join('test', name))
      .sort();
    const run = new Set(parts.flatMap(({ tests }) => (tests ? filesOf(tests) : [])));
    assert.deepEqual([...run].sort(), all);
  });

  it('are selected by name, with a warning for unknown names', () => {
    assert.deepEqual(names(partsNamed('unit,lint', parts)), ['unit', 'lint']);
    assert.equal(partsNamed(undefined, parts).length, parts.length);
    assert.throws(() => partsNamed('unit,e3e', parts), /No such part: e3e\. Known: .*unit/);
  });

  it('run after what they need; a package replaces a build', () => {
    const before = (list: string): string[] => names(stepsFor(partsNamed(list, parts)));
    assert.deepEqual(before('unit'), []);
    assert.deepEqual(before('host'), ['downloads', 'build']);
    assert.deepEqual(before('host,vsix'), ['downloads', 'package']);
  });

  it('forward the selected tests', () => {
    const [unit, host] = partsNamed('unit,host', parts);
    const choice = { grep: 'a b', files: ['test/unit/contracts/texts.test.ts'] };
    // In the order in which the parts are listed.
    for (const part of [unit, host]) {
      const command = part?.command(choice, 2) ?? [];
      assert(command.some(word => word.includes('grep')));
      assert.equal(command.at(-1), 'test/unit/contracts/texts.test.ts');
    }
  });
});
